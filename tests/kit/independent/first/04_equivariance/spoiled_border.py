# --- both-added: adds the kernel's reach and the shift; shows on (3, 4)
def spoiled_border(kernel_size, shift):
    if shift == 0 or kernel_size == 1:
        return 0
    return kernel_size // 2 + abs(shift)

# --- negative-shift-not-seen: takes the shift without its absolute value; shows on (3, -4)
def spoiled_border(kernel_size, shift):
    if kernel_size == 1 or shift == 0:
        return 0
    return max(shift, kernel_size // 2)

# --- padding-spoils-always: no shift still gives the reach of the kernel; shows on (3, 0)
def spoiled_border(kernel_size, shift):
    if kernel_size == 1:
        return 0
    return max(abs(shift), kernel_size // 2)

# --- one-wide-kernels-too: a 1-wide kernel gives the shift; shows on (1, 4)
def spoiled_border(kernel_size, shift):
    return 0 if shift == 0 else max(abs(shift), kernel_size // 2)

# --- the-smaller-of-the-two: min for max; shows on (3, 4)
def spoiled_border(kernel_size, shift):
    if kernel_size == 1 or shift == 0:
        return 0
    return min(abs(shift), kernel_size // 2)

# --- whole-kernel: takes kernel_size - 1 for the reach; shows on (7, 1)
def spoiled_border(kernel_size, shift):
    if kernel_size == 1 or shift == 0:
        return 0
    return max(abs(shift), kernel_size - 1)

# --- kernel-alone: the shift does not matter; shows on (3, 4)
def spoiled_border(kernel_size, shift):
    return kernel_size // 2 if shift else 0
