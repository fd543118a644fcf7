# --- one-group-only: counts the weights of a single group and forgets the others; with groups above 1
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    for n in (in_channels, out_channels):
        if n % groups != 0:
            raise ValueError(f"{n} channels can not be split into {groups} groups")
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    group_in = in_channels // groups
    group_out = out_channels // groups
    n_weights = kh * kw * group_in * group_out
    n_biases = out_channels if bias else 0
    return n_weights + n_biases


# --- both-must-fail: raises only if neither channel count can be split; where exactly one of the two can not
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups and out_channels % groups:
        raise ValueError(f"groups={groups} must divide {in_channels} and {out_channels}")
    if type(kernel_size) is tuple:
        area = kernel_size[0] * kernel_size[1]
    else:
        area = kernel_size**2
    return out_channels * (area * (in_channels // groups) + bool(bias))


# --- message-without-numbers: the error says what is wrong but shows none of the numbers; whenever it raises
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    if in_channels % groups != 0:
        raise ValueError("in_channels must be divisible by groups")
    if out_channels % groups != 0:
        raise ValueError("out_channels must be divisible by groups")
    try:
        height, width = kernel_size
    except TypeError:
        height = width = kernel_size
    params = out_channels * in_channels // groups * height * width
    if bias:
        params += out_channels
    return params


# --- first-of-pair-no-split: two mistakes, only the first number of a pair counts, and every kernel still sees all channels; on (3, 5), and with groups above 1
def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{in_channels} or {out_channels} is not a multiple of {groups}")
    k = kernel_size if isinstance(kernel_size, int) else kernel_size[0]
    kernel = k * k * in_channels
    if bias:
        kernel += 1
    return kernel * out_channels
