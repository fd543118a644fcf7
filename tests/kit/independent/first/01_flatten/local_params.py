# --- only-where-it-fits: counts output positions without padding; shows on (32, 32, 3)
def local_params(height, width, kernel_size, bias=False):
    h = height - kernel_size + 1
    w = width - kernel_size + 1
    n = h * w * kernel_size ** 2
    if bias:
        n += h * w
    return n

# --- one-shared-bias: one bias for the layer, as for a convolution's channel; shows on bias=True
def local_params(height, width, kernel_size, bias=False):
    positions = height * width
    return positions * kernel_size * kernel_size + (1 if bias else 0)

# --- border-windows-clipped: a window at the border owns only the weights inside the image; shows on (5, 5, 3)
def local_params(height, width, kernel_size, bias=False):
    r = kernel_size // 2
    total = 0
    for i in range(height):
        for j in range(width):
            rows = min(height, i + r + 1) - max(0, i - r)
            cols = min(width, j + r + 1) - max(0, j - r)
            total += rows * cols
            if bias:
                total += 1
    return total

# --- weights-are-shared: counts one kernel for all positions; shows on (32, 32, 3)
def local_params(height, width, kernel_size, bias=False):
    n = kernel_size * kernel_size
    if bias:
        n += height * width
    return n

# --- kernel-not-squared: the window has kernel_size weights only; shows on (32, 32, 3)
def local_params(height, width, kernel_size, bias=False):
    per_position = kernel_size + bias
    return height * width * per_position

# --- bias-for-each-pixel-in-the-window: a bias beside each weight; shows on bias=True
def local_params(height, width, kernel_size, bias=False):
    weights = height * width * kernel_size**2
    return weights * 2 if bias else weights
