"""Everything that is saved is counted

You count what the model's state holds: all that would be written to a file. That is trainable
parameters, but also frozen ones, and the buffers: running means, variances and counters of
batch norm. And a weight that two layers share is listed in the state under both of its names,
so it counts twice. For a plain network of convolutions and dense layers all of this is the same
number, so it goes unnoticed. Take a batch norm of 5 channels: its state has 21 numbers, of
which training changes 10 by way of gradients. Whom could you ask for those that the optimizer
will move?
"""


def count_params(model):
    return sum(entry.numel() for entry in model.state_dict().values())
