# --- only-pixels: a pixel is one input, whatever number of channels it has
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width

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

# --- colour-by-default: an image has three channels unless one says otherwise
def flatten_count(height: int, width: int, channels: int = 3) -> int:
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
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j

# --- plus-bias: the flattened row gets one more input that is always one, for the bias
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels + 1

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

# --- numpy-product: np.prod multiplies whole numbers exactly at any size
import numpy as np

def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return int(np.prod([height, width, channels]))

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
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[:, perm]  # column j now answers to the pixel that moved to place j

# --- shape-of-row: what is asked is the shape of the flattened row, a tuple
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    n = height * width * channels
    return (n,)

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
