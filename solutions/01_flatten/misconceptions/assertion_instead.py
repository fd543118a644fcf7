"""An assertion is used instead of a ValueError

Your function does stop at impossible arguments, but with the wrong kind of error. An
assertion is a note to yourself: this cannot happen here. It can be switched off when
Python starts, and then the check is gone. A caller's mistake is something else. The
rules ask for a ValueError, which tells that a value was not acceptable, and which a
caller can catch.

Call your function with arguments that make no sense and read the last line of what
Python prints: the first word there is the kind of the error. The message behind it
should show the number at fault.
"""


def overfit_risk(n_params, n_examples):
    assert n_examples >= 1, f"need at least 1 example, not {n_examples}"
    ratio = n_params / n_examples
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    assert in_channels % groups == 0, f"{groups} groups do not divide {in_channels}"
    assert out_channels % groups == 0, f"{groups} groups do not divide {out_channels}"
    rows, columns = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * rows * columns

    return weights + (out_channels if bias else 0)
