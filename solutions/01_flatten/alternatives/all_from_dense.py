"""Every count is a number of small dense layers."""


def dense_params(n_in, n_out, bias=True):
    return n_in * n_out + n_out * bias


def local_params(height, width, kernel_size, bias=False):
    return height * width * dense_params(kernel_size**2, 1, bias)


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    for channels in (in_channels, out_channels):
        if channels != channels // groups * groups:
            raise ValueError(f"{channels} channels, {groups} groups")
    kernel = kernel_size if isinstance(kernel_size, tuple) else (kernel_size,) * 2
    window = kernel[0] * kernel[1] * (in_channels // groups)
    return dense_params(window, out_channels, bias)


def layer_table(height, width, kernel_size):
    n = height * width
    window = dense_params(kernel_size**2, 1, False)
    return {"dense": dense_params(n, n, False), "local": n * window, "conv": window}
