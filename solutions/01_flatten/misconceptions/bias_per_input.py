"""There is one bias for each input

Your count adds as many biases as there are inputs. A bias belongs to the other end: an
output multiplies all its inputs by its weights, adds up, and then adds one number of
its own. The inputs are just numbers that come in; they own nothing.

Draw a layer with three inputs and one output: three arrows meet in one dot. Write a
weight on each arrow and one bias into the dot. That makes four learned numbers. Turn it
round, with one input and three outputs, and you count six. If your function gives the
same for both, or mixes them up, look at which end the biases sit.
"""


def dense_params(n_in, n_out, bias=True):
    return n_in * n_out + (n_in if bias else 0)


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels}")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns
    return weights + (in_channels if bias else 0)
