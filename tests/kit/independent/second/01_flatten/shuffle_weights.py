# --- way-back: to undo a shuffle one needs its inverse
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
    back = torch.argsort(perm)
    return weight[:, back]

# --- rows: the shuffle exchanges the rows of the weights
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
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[perm]

# --- one-after-the-other: the columns can be moved inside the copy, one after the other
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
    w = weight.clone()
    for j in range(len(perm)):
        w[:, j] = w[:, perm[j]]
    return w

# --- nothing-to-do: where nothing moves the weights can be handed back as they are
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
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    if torch.equal(perm, torch.arange(len(perm), device=perm.device)):
        return weight
    return weight[:, perm]

# --- left-lying: after the transpose the rows are the pixels, and that is how the weights come back
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
    return weight.t()[perm]

# --- eye-of-floats: torch.eye makes a permutation matrix for weights of any dtype
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
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    p = torch.eye(len(perm))[perm]
    return weight @ p.T

# --- first-row-only: gather takes the columns of all rows if one gives it the permutation once
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
    return torch.gather(weight, 1, perm.unsqueeze(0))

# --- swaps-in-the-input: the weights may be put in order in place
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
        raise ValueError(f"need at least one training example, got n_examples={n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    weight[:] = weight[:, perm]
    return weight
