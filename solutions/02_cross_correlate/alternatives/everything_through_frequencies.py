"""Every sliding sum is done with Fourier transforms"""

import torch


def _full(a, b):
    """The full convolution of the last two dimensions."""
    size = (a.shape[-2] + b.shape[-2] - 1, a.shape[-1] + b.shape[-1] - 1)
    product = torch.fft.fft2(a, s=size) * torch.fft.fft2(b, s=size)
    return torch.fft.ifft2(product).real


def cross_correlate2d(image, kernel):
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError(f"{tuple(kernel.shape)} is larger than {tuple(image.shape)}")
    full = _full(image, torch.flip(kernel, (0, 1)))
    return full[kh - 1 : image.shape[0], kw - 1 : image.shape[1]].contiguous()


def convolve2d(image, kernel, mode="valid"):
    if mode == "full":
        return _full(image, kernel)
    if mode == "valid":
        return cross_correlate2d(image, kernel.rot90(2))
    raise ValueError(f"{mode} is neither valid nor full")


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    kh, kw = weight.shape[2:]
    height, width = x.shape[1] + 2 * ph, x.shape[2] + 2 * pw
    if weight.shape[1] != x.shape[0]:
        raise ValueError(f"expected {weight.shape[1]} channels, got {x.shape[0]}")
    if kh > height or kw > width:
        raise ValueError(f"{kh}x{kw} is larger than {height}x{width}")
    padded = x.new_zeros(x.shape[0], height, width)
    padded[:, ph : ph + x.shape[1], pw : pw + x.shape[2]] = x
    full = _full(padded[None], weight.flip(-1, -2)).sum(1)
    result = full[:, kh - 1 : height : sh, kw - 1 : width : sw]
    return result.clone() if bias is None else result + bias[:, None, None]


conv_as_matmul = conv_layer


def fft_cross_correlate2d(image, kernel):
    return cross_correlate2d(image, kernel)


def merge_kernels(first, second):
    return _full(first, second)


def correlation_gradients(image, kernel, upstream):
    out = tuple(a - b + 1 for a, b in zip(image.shape, kernel.shape))
    if tuple(upstream.shape) != out:
        raise ValueError(f"upstream {tuple(upstream.shape)}, out {out}")
    return _full(upstream, kernel), cross_correlate2d(image, upstream)
