"""Every operation is a product with one large matrix"""

import torch


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    if kh > height:
        raise ValueError(f"kernel height {kh} exceeds image height {height}")
    if kw > width:
        raise ValueError(f"kernel width {kw} exceeds image width {width}")
    rows = []
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            around = (j, width - kw - j, i, height - kh - i)
            rows.append(torch.nn.functional.pad(kernel, around).reshape(-1))
    return torch.stack(rows)


def cross_correlate2d(image, kernel):
    height, width = image.shape
    matrix = conv_matrix(kernel, height, width)
    return torch.mv(matrix, image.reshape(-1)).reshape(height - kernel.shape[0] + 1, -1)


def convolve2d(image, kernel, mode="valid"):
    turned = torch.flip(kernel, dims=[0, 1])
    if mode == "valid":
        return cross_correlate2d(image, turned)
    if mode == "full":
        # Full convolution is the transposed matrix: every output pixel stamps the kernel.
        height, width = image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1
        return (conv_matrix(kernel, height, width).T @ image.reshape(-1)).reshape(height, width)
    raise ValueError(f"mode={mode}")


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"{x.shape[0]} != {weight.shape[1]}")
    blocks = [[conv_matrix(layer, x.shape[1], x.shape[2]) for layer in kernel] for kernel in weight]
    matrix = torch.cat([torch.cat(row, dim=1) for row in blocks])
    height = x.shape[1] - weight.shape[2] + 1
    result = (matrix @ x.reshape(-1)).reshape(weight.shape[0], height, -1)[:, ::sh, ::sw]
    return result + (0 if bias is None else bias.reshape(-1, 1, 1))


def merge_kernels(first, second):
    height = first.shape[0] + second.shape[0] - 1
    width = first.shape[1] + second.shape[1] - 1
    between = (height - first.shape[0] + 1, width - first.shape[1] + 1)
    # On an image as large as the merged kernel there is one output: its row is the kernel.
    return (conv_matrix(second, *between) @ conv_matrix(first, height, width)).reshape(
        height, width
    )


def correlation_gradients(image, kernel, upstream):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if upstream.shape != (height - kh + 1, width - kw + 1):
        raise ValueError(f"{tuple(upstream.shape)} for {height - kh + 1} by {width - kw + 1}")
    down = conv_matrix(kernel, height, width).T @ upstream.reshape(-1)
    return down.reshape(height, width), cross_correlate2d(image, upstream)
