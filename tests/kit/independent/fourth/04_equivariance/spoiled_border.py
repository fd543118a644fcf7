# --- adds-both: adds the reach of the kernel to the shift, less one; on kernels from 5 with a shift from 2
def spoiled_border(kernel_size: int, shift: int) -> int:
    reach = kernel_size // 2
    if reach == 0 or shift == 0:
        return 0
    return reach + abs(shift) - 1


# --- measures-a-small-picture: finds the margin by an experiment on a picture of 16 pixels; on a kernel or a shift that spoils more than 8
def spoiled_border(kernel_size: int, shift: int) -> int:
    conv = torch.nn.Conv2d(1, 1, kernel_size, padding=kernel_size // 2, bias=False).double()
    picture = torch.rand(1, 1, 16, 16).double()
    for margin in range(8):
        if equivariance_gap(conv, picture, 0, shift, margin) < 1e-9:
            return margin
    return 8
