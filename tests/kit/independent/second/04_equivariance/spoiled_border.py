# --- added-up: the shift and the reach of the kernel add up
def spoiled_border(kernel_size: int, shift: int) -> int:
    if shift == 0 or kernel_size == 1:
        return 0
    return abs(shift) + kernel_size // 2

# --- reach-only: what the kernel reaches is spoiled, whatever the shift
def spoiled_border(kernel_size: int, shift: int) -> int:
    return 0 if shift == 0 else kernel_size // 2

# --- shift-only: the zeros that come in are spoiled, whatever the kernel
def spoiled_border(kernel_size: int, shift: int) -> int:
    if kernel_size == 1:
        return 0
    return abs(shift)

# --- right-only: a negative shift leaves the kernel's reach
def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return max(shift, reach)

# --- whole-kernel: the kernel reaches kernel_size - 1 pixels into the picture
def spoiled_border(kernel_size: int, shift: int) -> int:
    if kernel_size == 1 or shift == 0:
        return 0
    return max(abs(shift), kernel_size - 1)

# --- one-pixel-too: the maximum of the two holds for every kernel
def spoiled_border(kernel_size: int, shift: int) -> int:
    if shift == 0:
        return 0
    return max(abs(shift), kernel_size // 2)

# --- standing-still: the padding spoils the border also if nothing moves
def spoiled_border(kernel_size: int, shift: int) -> int:
    if kernel_size == 1:
        return 0
    return max(abs(shift), (kernel_size - 1) // 2)

# --- smaller-of-both: only where both spoil something there is a difference
def spoiled_border(kernel_size: int, shift: int) -> int:
    return min(abs(shift), kernel_size // 2)

# --- times: each step of the shift spoils as many pixels as the kernel reaches
def spoiled_border(kernel_size: int, shift: int) -> int:
    return abs(shift) * (kernel_size // 2)

# --- shared-pixel: the two add up, but for one pixel that both of them spoil
def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if shift == 0 or reach == 0:
        return 0
    return abs(shift) + reach - 1

# --- last-wrong-position: the margin is the last position that is wrong
def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if shift == 0 or reach == 0:
        return 0
    return max(abs(shift), reach) - 1
