# --- upside-down: examples for each parameter
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
        raise ValueError(
            f"groups={groups} must divide both in_channels={in_channels} "
            f"and out_channels={out_channels}"
        )
    kernel_height, kernel_width = (
        (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    )
    weights_per_kernel = in_channels // groups * kernel_height * kernel_width
    weights = out_channels * weights_per_kernel
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
        raise ValueError(f"n_examples={n_examples} is below 1")
    ratio = n_examples / n_params
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j

# --- limits-included: the limits belong to the higher risk
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
        raise ValueError(f"{in_channels} input channels cannot be split into {groups} groups")
    if out_channels % groups != 0:
        raise ValueError(f"{out_channels} output channels cannot be split into {groups} groups")
    if isinstance(kernel_size, int):
        kernel_size = (kernel_size, kernel_size)
    kh, kw = kernel_size
    total = 0
    total += kh * kw * (in_channels // groups) * out_channels
    if bias:
        total += out_channels
    return total

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height * width
    table = {}
    table["dense"] = n * n
    table["local"] = n * kernel_size**2
    table["conv"] = kernel_size**2
    return table

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"n_examples={n_examples} is below 1")
    ratio = n_params / n_examples
    if ratio >= 10:
        return ratio, "high"
    elif ratio >= 1:
        return ratio, "medium"
    else:
        return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    out = torch.empty_like(weight, memory_format=torch.contiguous_format)
    for j, source in enumerate(perm.tolist()):
        out[:, j] = weight[:, source]
    return out

# --- whole-division: parameters for each example are counted in whole numbers
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
        raise ValueError(
            f"groups={groups} must divide both in_channels={in_channels} "
            f"and out_channels={out_channels}"
        )
    kernel_height, kernel_width = (
        (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    )
    weights_per_kernel = in_channels // groups * kernel_height * kernel_width
    weights = out_channels * weights_per_kernel
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
        raise ValueError(f"n_examples={n_examples} is below 1")
    ratio = float(n_params // n_examples)
    return ratio, ("high" if ratio > 10 else "medium" if ratio > 1 else "low")

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j

# --- only-zero: only a zero is a bad number of examples, since one cannot divide by it
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
        raise ValueError(f"{in_channels} input channels cannot be split into {groups} groups")
    if out_channels % groups != 0:
        raise ValueError(f"{out_channels} output channels cannot be split into {groups} groups")
    if isinstance(kernel_size, int):
        kernel_size = (kernel_size, kernel_size)
    kh, kw = kernel_size
    total = 0
    total += kh * kw * (in_channels // groups) * out_channels
    if bias:
        total += out_channels
    return total

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height * width
    table = {}
    table["dense"] = n * n
    table["local"] = n * kernel_size**2
    table["conv"] = kernel_size**2
    return table

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples == 0:
        raise ValueError(f"n_examples is {n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    out = torch.empty_like(weight, memory_format=torch.contiguous_format)
    for j, source in enumerate(perm.tolist()):
        out[:, j] = weight[:, source]
    return out

# --- medium-first: the smaller limit is asked first, the larger one after it
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
        raise ValueError(
            f"groups={groups} must divide both in_channels={in_channels} "
            f"and out_channels={out_channels}"
        )
    kernel_height, kernel_width = (
        (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    )
    weights_per_kernel = in_channels // groups * kernel_height * kernel_width
    weights = out_channels * weights_per_kernel
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
        raise ValueError(f"got {n_examples} examples")
    ratio = n_params / n_examples
    if ratio > 1:
        risk = "medium"
    elif ratio > 10:
        risk = "high"
    else:
        risk = "low"
    return ratio, risk

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j

# --- one-is-too-few: one example is not enough either
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
        raise ValueError(f"{in_channels} input channels cannot be split into {groups} groups")
    if out_channels % groups != 0:
        raise ValueError(f"{out_channels} output channels cannot be split into {groups} groups")
    if isinstance(kernel_size, int):
        kernel_size = (kernel_size, kernel_size)
    kh, kw = kernel_size
    total = 0
    total += kh * kw * (in_channels // groups) * out_channels
    if bias:
        total += out_channels
    return total

def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height * width
    table = {}
    table["dense"] = n * n
    table["local"] = n * kernel_size**2
    table["conv"] = kernel_size**2
    return table

def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples <= 1:
        raise ValueError(f"too few examples: {n_examples}")
    ratio = n_params / n_examples
    return ratio, {0: "low", 1: "medium", 2: "high"}[(ratio > 1) + (ratio > 10)]

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    out = torch.empty_like(weight, memory_format=torch.contiguous_format)
    for j, source in enumerate(perm.tolist()):
        out[:, j] = weight[:, source]
    return out

# --- rounded: two decimals are enough for a warning sign
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
        raise ValueError(
            f"groups={groups} must divide both in_channels={in_channels} "
            f"and out_channels={out_channels}"
        )
    kernel_height, kernel_width = (
        (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    )
    weights_per_kernel = in_channels // groups * kernel_height * kernel_width
    weights = out_channels * weights_per_kernel
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
        raise ValueError(f"got {n_examples} examples")
    ratio = round(n_params / n_examples, 2)
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j
