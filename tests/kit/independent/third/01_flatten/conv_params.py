# --- divided-on-both-sides: in/g times out/g, and forgets that there are g such blocks
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    kh, kw = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    if in_channels % groups != 0 or out_channels % groups != 0:
        raise ValueError(f"groups={groups} must divide {in_channels} and {out_channels}")
    n = (in_channels // groups) * (out_channels // groups) * kh * kw
    if bias:
        n += out_channels
    return n


# --- block-times-groups-with-its-bias: counts one group as a layer with biases of all outputs, then times the groups
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if isinstance(kernel_size, int):
        kernel_size = (kernel_size, kernel_size)
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{in_channels} -> {out_channels} cannot be split in {groups} groups")
    per_group = (in_channels // groups) * (out_channels // groups) * kernel_size[0] * kernel_size[1]
    if bias:
        per_group += out_channels
    return per_group * groups


# --- square-of-the-first: takes the first number of a pair for both sides
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    k = kernel_size if isinstance(kernel_size, int) else kernel_size[0]
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"groups {groups} do not fit {in_channels}, {out_channels}")
    return out_channels * (in_channels // groups * k * k + (1 if bias else 0))


# --- no-numbers: a message copied from PyTorch, with none of the numbers in it
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    if in_channels % groups != 0:
        raise ValueError("in_channels must be divisible by groups")
    if out_channels % groups != 0:
        raise ValueError("out_channels must be divisible by groups")
    weights = out_channels * (in_channels // groups) * kh * kw
    return weights + out_channels if bias else weights


# --- bias-per-slice: each slice of a kernel has a bias, so one for each pair of channels
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} does not divide {in_channels} and {out_channels}")
    per_slice = kh * kw + (1 if bias else 0)
    return out_channels * (in_channels // groups) * per_slice


# --- sum-over-nothing-checked: two mistakes, only the input channels are checked, and the kernel's area is a sum for a pair
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups:
        raise ValueError(f"{in_channels} channels in {groups} groups")
    area = kernel_size**2 if isinstance(kernel_size, int) else sum(kernel_size)
    return out_channels * (in_channels // groups) * area + (out_channels if bias else 0)
