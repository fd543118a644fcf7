# --- clipped-windows: a position near the border owns only the weights that lie on the image; on any kernel above 1
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    reach = kernel_size // 2

    def seen(length):
        return sum(min(i + reach, length - 1) - max(i - reach, 0) + 1 for i in range(length))

    weights = seen(height) * seen(width)
    return weights + height * width if bias else weights


# --- one-bias: one bias for the one output channel, as in Conv2d; with bias=True
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    weights = height * width * kernel_size**2
    if bias:
        return weights + 1
    return weights


# --- patches: windows stand side by side like tiles, so there are too few positions; on any kernel above 1
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    rows = height // kernel_size
    cols = width // kernel_size
    per_window = kernel_size * kernel_size + int(bias)
    return rows * cols * per_window
