"""The error does not show the numbers that do not fit

Your function refuses what it should refuse, and with the right kind of error. But the
message is always the same sentence, whatever the call was. It tells the rule, and not
which numbers broke it. In a program with fifty layers, the reader then has to search
for the one call that went wrong. The rules ask for a message that shows the number at
fault, or the numbers that do not fit.

Make two calls with different arguments that make no sense, and cover the calls with
your hand. Look at the two messages alone. Can you tell from them which call was which,
and what you would have to change in each?
"""


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError("the channels cannot be split into these groups")
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns
    return weights + (out_channels if bias else 0)


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError("there are too few examples")
    ratio = n_params / n_examples
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"
