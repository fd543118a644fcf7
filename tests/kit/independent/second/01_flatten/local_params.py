# --- only-where-it-fits: a window stands only where it fits completely, so there are fewer positions
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    rows = height - kernel_size + 1
    cols = width - kernel_size + 1
    total = rows * cols * kernel_size**2
    if bias:
        total += rows * cols
    return total

# --- cut-at-border: a position at the border owns weights only for the pixels that are in the image
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    r = kernel_size // 2
    down = [min(i + r, height - 1) - max(i - r, 0) + 1 for i in range(height)]
    across = [min(j + r, width - 1) - max(j - r, 0) + 1 for j in range(width)]
    total = sum(down) * sum(across)
    return total + height * width if bias else total

# --- one-bias-for-the-map: one channel comes out, so there is one bias
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    weights = height * width * kernel_size * kernel_size
    return weights + 1 if bias else weights

# --- window-of-one-side: a window of size k has k weights
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    positions = height * width
    return positions * (kernel_size + int(bias))

# --- bias-unless-told: the layer has biases unless the caller says no
def local_params(height: int, width: int, kernel_size: int, bias: bool = True) -> int:
    per_position = kernel_size**2 + (1 if bias else 0)
    return height * width * per_position

# --- radius: the kernel size says how far the window reaches to each side
def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    side = 2 * kernel_size + 1
    n = height * width * side * side
    if bias:
        n = n + height * width
    return n
