"""Running statistics are counted as parameters

You count everything that is stored with the model. Besides parameters a model stores buffers:
batch norm, for one, keeps a running mean and a running variance for each channel and the number
of batches it has seen. They change while training runs, but they are measured, not learned: no
gradient is taken for them, and the optimizer does not know them. Look at a batch norm of 5
channels: 5 scales and 5 offsets are trainable, which makes 10, and 11 more numbers are only
remembered. Which of your numbers is too large, and by how much for each batch norm? Think of
who changes a number: the optimizer, or the layer itself while it looks at batches.
"""


def count_params(model):
    trained = {id(p): p.numel() for p in model.parameters() if p.requires_grad}
    return sum(trained.values()) + sum(b.numel() for b in model.buffers())
