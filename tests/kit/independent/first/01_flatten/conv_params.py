# --- groups-only-checked: the groups are checked and then forgotten; shows on groups=2
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups != 0 or out_channels % groups != 0:
        raise ValueError(f"groups={groups} does not divide {in_channels} and {out_channels}")
    kh, kw = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    n = in_channels * out_channels * kh * kw
    return n + out_channels if bias else n

# --- both-sides-divided: divides input and output channels by the groups and forgets to count each group; shows on groups=2
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{in_channels} or {out_channels} cannot be split into {groups} groups")
    if isinstance(kernel_size, int):
        kernel_size = (kernel_size, kernel_size)
    n = (in_channels // groups) * (out_channels // groups) * kernel_size[0] * kernel_size[1]
    if bias:
        n += out_channels
    return n

# --- pair-read-as-square: takes the first of the pair and squares it; shows on kernel_size=(3, 5)
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"groups {groups} must divide {in_channels} and {out_channels}")
    k = kernel_size if isinstance(kernel_size, int) else kernel_size[0]
    return out_channels * (in_channels // groups * k**2 + bool(bias))

# --- outputs-not-checked: only the input channels are checked; shows on (8, 9, 3, groups=4)
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups != 0:
        raise ValueError(f"in_channels {in_channels} is not divisible by groups {groups}")
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    return in_channels // groups * kh * kw * out_channels + (out_channels if bias else 0)

# --- refuses-only-if-both-fail: `and` where `or` is meant; shows on (9, 8, 3, groups=4)
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups and out_channels % groups:
        raise ValueError(f"{groups} divides neither {in_channels} nor {out_channels}")
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    return in_channels // groups * kh * kw * out_channels + (out_channels if bias else 0)

# --- message-without-numbers: the error says no number; shows on (9, 8, 3, groups=4)
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError("groups must divide in_channels and out_channels")
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    return in_channels // groups * kh * kw * out_channels + (out_channels if bias else 0)

# --- asserts-instead: an assert gives AssertionError where ValueError is asked; shows on (9, 8, 3, groups=4)
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    assert in_channels % groups == 0, f"{in_channels} % {groups} != 0"
    assert out_channels % groups == 0, f"{out_channels} % {groups} != 0"
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    return in_channels // groups * kh * kw * out_channels + (out_channels if bias else 0)

# --- bias-for-each-kernel-slice: one bias for each pair of channels; shows on (3, 96, 11)
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} does not divide {in_channels} and {out_channels}")
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    per_slice = kh * kw + (1 if bias else 0)
    return out_channels * (in_channels // groups) * per_slice
