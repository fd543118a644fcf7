"""Biases and norms are left out of the count

You count kernels and matrices, but not the parameters that have a single dimension: biases, and
the scale and offset of batch norm. They are few next to the weights, so the result looks
plausible, and yet each of them is trained like any other number. A convolution with 16 kernels
of 3x3 on 3 channels has 432 weights, and with its biases 448. In the first assignment one could
choose whether to count biases; here all that training may change is asked for. Print the shape
of every parameter of a small network and tick off those that went into your sum. What do the
others have in common, and does the optimizer change them?
"""


def count_params(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad and p.dim() > 1)
