# --- clipped-at-the-border: a position at the border owns only the weights that lie on the image
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    r = kernel_size // 2
    rows = sum(min(i + r, height - 1) - max(i - r, 0) + 1 for i in range(height))
    cols = sum(min(j + r, width - 1) - max(j - r, 0) + 1 for j in range(width))
    total = rows * cols
    if bias:
        total += height * width
    return total


# --- one-bias: one bias for the one output channel, as a convolution has
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    weights = height * width * kernel_size * kernel_size
    return weights + 1 if bias else weights


# --- bias-default-on: bias=True copied over from dense_params
def local_params(height: int, width: int, kernel_size: int, bias: bool = True) -> int:
    positions = height * width
    return positions * kernel_size * kernel_size + (positions if bias else 0)


# --- precedence: the conditional swallows the whole sum, and without a bias nothing is left but it
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    return height * width * kernel_size**2 + height * width if bias else kernel_size**2
