"""A detour through numpy that keeps dtype and device"""

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view


def _back(array, like):
    return torch.tensor(np.ascontiguousarray(array), dtype=like.dtype, device=like.device)


def _windows(x, kernel_size, stride, padding):
    sizes = [v if isinstance(v, tuple) else (v, v) for v in (kernel_size, stride, padding)]
    (kh, kw), (sh, sw), (ph, pw) = sizes
    array = np.pad(x.detach().cpu().numpy(), ((0, 0), (ph, ph), (pw, pw)))
    if kh > array.shape[1] or kw > array.shape[2]:
        raise ValueError(f"kernel {kh, kw} larger than padded input {array.shape[1:]}")
    return sliding_window_view(array, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]


def cross_correlate2d(image, kernel):
    windows = _windows(image[None], tuple(kernel.shape), 1, 0)[0]
    return _back((windows * kernel.cpu().numpy()).sum(axis=(2, 3)), image)


def convolve2d(image, kernel, mode="valid"):
    if mode not in {"valid", "full"}:
        raise ValueError(mode)
    margin = (kernel.shape[0] - 1, kernel.shape[1] - 1) if mode == "full" else 0
    windows = _windows(image[None], tuple(kernel.shape), 1, margin)[0]
    return _back(np.tensordot(windows, kernel.cpu().numpy()[::-1, ::-1], axes=2), image)


def vertical_edges(image):
    return cross_correlate2d(
        image, torch.outer(image.new_tensor([1, 2, 1]), image.new_tensor([-1, 0, 1]))
    )


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"x: {tuple(x.shape)}, weight: {tuple(weight.shape)}")
    windows = _windows(x, tuple(weight.shape[2:]), stride, padding)
    result = np.einsum("cijmn,kcmn->kij", windows, weight.cpu().numpy())
    if bias is not None:
        result += bias.cpu().numpy().reshape(-1, 1, 1)
    return _back(result, x)


def im2col(x, kernel_size, stride=1, padding=0):
    windows = _windows(x, kernel_size, stride, padding)
    c, rows, columns, kh, kw = windows.shape
    return _back(windows.transpose(0, 3, 4, 1, 2).reshape(c * kh * kw, rows * columns), x)


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"kernel {kh, kw}, image {height, width}")
    pixels = sliding_window_view(np.arange(height * width).reshape(height, width), (kh, kw))
    pixels = pixels.reshape(-1, kh * kw)
    matrix = np.zeros((len(pixels), height * width))
    np.put_along_axis(matrix, pixels, kernel.cpu().numpy().reshape(1, -1), axis=1)
    return _back(matrix, kernel)


def winograd_1d(tile, kernel):
    before = np.array([[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]], dtype=object)
    after = [(1, 1, 1, 0), (0, 1, -1, -1)]
    tile_side = [sum(int(b) * t for b, t in zip(row, tile)) for row in before]
    k0, k1, k2 = kernel
    kernel_side = [k0, (k0 + k1 + k2) / 2, (k0 - k1 + k2) / 2, k2]
    products = [a * b for a, b in zip(tile_side, kernel_side)]
    return tuple(sum(a * p for a, p in zip(row, products)) for row in after)


def merge_kernels(first, second):
    one, two = first.cpu().numpy(), second.cpu().numpy()
    products = np.multiply.outer(one, two)  # every tap of the first times every one of the second
    merged = np.zeros([a + b - 1 for a, b in zip(one.shape, two.shape)], dtype=one.dtype)
    a, b, c, d = np.indices(products.shape)
    np.add.at(merged, (a + c, b + d), products)
    return _back(merged, first)


def correlation_gradients(image, kernel, upstream):
    windows = _windows(image[None], tuple(kernel.shape), 1, 0)[0]
    if windows.shape[:2] != tuple(upstream.shape):
        raise ValueError(f"{tuple(upstream.shape)} is not {windows.shape[:2]}")
    of_kernel = np.tensordot(upstream.cpu().numpy(), windows, axes=2)
    kh, kw = kernel.shape
    around = ((kh - 1, kh - 1), (kw - 1, kw - 1))
    outputs = sliding_window_view(np.pad(upstream.cpu().numpy(), around), (kh, kw))
    of_image = (outputs * kernel.cpu().numpy()[::-1, ::-1]).sum(axis=(2, 3))
    return _back(of_image, image), _back(of_kernel, kernel)
