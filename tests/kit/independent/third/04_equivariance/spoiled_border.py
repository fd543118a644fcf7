# --- reach-plus-shift: adds the two widths
def spoiled_border(kernel_size: int, shift: int) -> int:
    if kernel_size == 1 or shift == 0:
        return 0
    return kernel_size // 2 + abs(shift)


# --- limits-forgotten: the larger of the two, also for no shift and for a kernel of one pixel
def spoiled_border(kernel_size: int, shift: int) -> int:
    return max(kernel_size // 2, abs(shift))


# --- signed-and-minus-one: two mistakes, a negative shift is not made positive, and the last spoiled position is given, not the margin
def spoiled_border(kernel_size: int, shift: int) -> int:
    if shift == 0 or kernel_size == 1:
        return 0
    return max((kernel_size - 1) // 2, shift) - 1
