# --- depth-forgotten: a kernel is flat; all input channels share it
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels

def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    return weights + n_out if bias else weights

def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    weights = positions * kernel_size * kernel_size
    return weights + positions if bias else weights

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

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    pixels = flatten_count(height, width)
    return {
        "dense": dense_params(pixels, pixels, bias=False),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size, bias=False),
    }

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j

# --- bias-per-slice: each slice of a kernel has its own bias
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels

def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    return weights + n_out if bias else weights

def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    weights = positions * kernel_size * kernel_size
    return weights + positions if bias else weights

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

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height * width
    table = {}
    table["dense"] = n * n
    table["local"] = n * kernel_size**2
    table["conv"] = kernel_size**2
    return table

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples <= 0:
        raise ValueError(f"n_examples is {n_examples}, that is too few")
    ratio = n_params / n_examples
    risk = "low"
    if ratio > 1:
        risk = "medium"
    if ratio > 10:
        risk = "high"
    return (ratio, risk)

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    out = torch.empty_like(weight, memory_format=torch.contiguous_format)
    for j, source in enumerate(perm.tolist()):
        out[:, j] = weight[:, source]
    return out

# --- groups-split-both: with groups there are fewer inputs and fewer kernels, both are divided
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels

def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    return weights + n_out if bias else weights

def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    weights = positions * kernel_size * kernel_size
    return weights + positions if bias else weights

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

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    pixels = flatten_count(height, width)
    return {
        "dense": dense_params(pixels, pixels, bias=False),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size, bias=False),
    }

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j

# --- outputs-unchecked: only the channels that come in are split, so only they must be divisible
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels

def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    return weights + n_out if bias else weights

def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    weights = positions * kernel_size * kernel_size
    return weights + positions if bias else weights

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

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height * width
    table = {}
    table["dense"] = n * n
    table["local"] = n * kernel_size**2
    table["conv"] = kernel_size**2
    return table

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples <= 0:
        raise ValueError(f"n_examples is {n_examples}, that is too few")
    ratio = n_params / n_examples
    risk = "low"
    if ratio > 1:
        risk = "medium"
    if ratio > 10:
        risk = "high"
    return (ratio, risk)

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    out = torch.empty_like(weight, memory_format=torch.contiguous_format)
    for j, source in enumerate(perm.tolist()):
        out[:, j] = weight[:, source]
    return out

# --- bias-per-group: outputs of a group share their bias
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels

def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    return weights + n_out if bias else weights

def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    weights = positions * kernel_size * kernel_size
    return weights + positions if bias else weights

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

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    pixels = flatten_count(height, width)
    return {
        "dense": dense_params(pixels, pixels, bias=False),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size, bias=False),
    }

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j

# --- first-of-pair: a kernel is always square, of a pair the first number is enough
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels

def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    return weights + n_out if bias else weights

def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    weights = positions * kernel_size * kernel_size
    return weights + positions if bias else weights

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

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height * width
    table = {}
    table["dense"] = n * n
    table["local"] = n * kernel_size**2
    table["conv"] = kernel_size**2
    return table

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples <= 0:
        raise ValueError(f"n_examples is {n_examples}, that is too few")
    ratio = n_params / n_examples
    risk = "low"
    if ratio > 1:
        risk = "medium"
    if ratio > 10:
        risk = "high"
    return (ratio, risk)

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    out = torch.empty_like(weight, memory_format=torch.contiguous_format)
    for j, source in enumerate(perm.tolist()):
        out[:, j] = weight[:, source]
    return out

# --- slash: an ordinary division is fine, int() at the end makes it whole again
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels

def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    return weights + n_out if bias else weights

def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    weights = positions * kernel_size * kernel_size
    return weights + positions if bias else weights

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

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    pixels = flatten_count(height, width)
    return {
        "dense": dense_params(pixels, pixels, bias=False),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size, bias=False),
    }

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j

# --- both-must-fail: it is enough if the groups divide one of the two counts
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels

def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    return weights + n_out if bias else weights

def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    weights = positions * kernel_size * kernel_size
    return weights + positions if bias else weights

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

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height * width
    table = {}
    table["dense"] = n * n
    table["local"] = n * kernel_size**2
    table["conv"] = kernel_size**2
    return table

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples <= 0:
        raise ValueError(f"n_examples is {n_examples}, that is too few")
    ratio = n_params / n_examples
    risk = "low"
    if ratio > 1:
        risk = "medium"
    if ratio > 10:
        risk = "high"
    return (ratio, risk)

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    out = torch.empty_like(weight, memory_format=torch.contiguous_format)
    for j, source in enumerate(perm.tolist()):
        out[:, j] = weight[:, source]
    return out

# --- asserted: an assert is the way to refuse arguments
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels

def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    return weights + n_out if bias else weights

def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    weights = positions * kernel_size * kernel_size
    return weights + positions if bias else weights

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

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    pixels = flatten_count(height, width)
    return {
        "dense": dense_params(pixels, pixels, bias=False),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size, bias=False),
    }

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j
