# --- depth-forgotten: a kernel is flat; all input channels share it
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not fit {in_channels} and {out_channels}")
    kh, kw = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    weights = out_channels * kh * kw
    return weights + out_channels if bias else weights

# --- bias-per-slice: each slice of a kernel has its own bias
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not fit {in_channels} and {out_channels}")
    kh, kw = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    slices = out_channels * (in_channels // groups)
    return slices * (kh * kw + 1) if bias else slices * kh * kw

# --- groups-split-both: with groups there are fewer inputs and fewer kernels, both are divided
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not fit {in_channels} and {out_channels}")
    if isinstance(kernel_size, int):
        area = kernel_size * kernel_size
    else:
        area = kernel_size[0] * kernel_size[1]
    weights = (in_channels // groups) * (out_channels // groups) * area
    return weights + out_channels if bias else weights

# --- outputs-unchecked: only the channels that come in are split, so only they must be divisible
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    if in_channels % groups != 0:
        raise ValueError(f"in_channels={in_channels} cannot be split in {groups} groups")
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * kh * kw
    return weights + out_channels if bias else weights

# --- bias-per-group: outputs of a group share their bias
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not fit {in_channels} and {out_channels}")
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * kh * kw
    return weights + groups if bias else weights

# --- first-of-pair: a kernel is always square, of a pair the first number is enough
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not fit {in_channels} and {out_channels}")
    k = kernel_size if isinstance(kernel_size, int) else kernel_size[0]
    per_kernel = k**2 * (in_channels // groups)
    return out_channels * (per_kernel + bool(bias))

# --- slash: an ordinary division is fine, int() at the end makes it whole again
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not fit {in_channels} and {out_channels}")
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * in_channels / groups * kh * kw
    return int(weights + out_channels * bias)

# --- both-must-fail: it is enough if the groups divide one of the two counts
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    if in_channels % groups and out_channels % groups:
        raise ValueError(f"{groups} divides neither {in_channels} nor {out_channels}")
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * kh * kw
    return weights + out_channels if bias else weights

# --- asserted: an assert is the way to refuse arguments
def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    assert in_channels % groups == 0, f"{groups} does not divide {in_channels}"
    assert out_channels % groups == 0, f"{groups} does not divide {out_channels}"
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    weights = out_channels * (in_channels // groups) * kh * kw
    return weights + out_channels if bias else weights
