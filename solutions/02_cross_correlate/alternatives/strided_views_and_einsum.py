"""Strided views of all windows, and one einsum"""

import torch
import torch.nn.functional as F


def _two(value):
    return (value,) * 2 if isinstance(value, int) else tuple(value)


def _views(x, kernel_size, stride, padding):
    """(C, H', W', kh, kw), sharing the memory of the padded image."""
    (kh, kw), (sh, sw), (ph, pw) = map(_two, (kernel_size, stride, padding))
    x = F.pad(x, (pw, pw, ph, ph))
    if x.size(-2) < kh or x.size(-1) < kw:
        raise ValueError(f"window {(kh, kw)} does not fit into {tuple(x.shape)}")
    return x.unfold(-2, kh, sh).unfold(-2, kw, sw)


def cross_correlate2d(image, kernel):
    return torch.einsum("ijmn,mn->ij", _views(image, tuple(kernel.shape), 1, 0), kernel)


def convolve2d(image, kernel, mode="valid"):
    margins = {"valid": (0, 0), "full": (kernel.shape[0] - 1, kernel.shape[1] - 1)}
    if mode not in margins:
        raise ValueError(f"mode {mode!r}")
    windows = _views(image, tuple(kernel.shape), 1, margins[mode])
    return torch.einsum("ijmn,mn->ij", windows, torch.rot90(kernel, 2))


def vertical_edges(image):
    smooth = image[:-2] + 2 * image[1:-1] + image[2:]
    return smooth[:, 2:] - smooth[:, :-2]


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    if x.size(0) != weight.size(1):
        raise ValueError(f"channels: {x.size(0)} in x, {weight.size(1)} in weight")
    windows = _views(x, tuple(weight.shape[2:]), stride, padding)
    result = torch.einsum("cijmn,kcmn->kij", windows, weight)
    if bias is not None:
        result = result + bias.view(-1, 1, 1)
    return result


def im2col(x, kernel_size, stride=1, padding=0):
    windows = _views(x, kernel_size, stride, padding)
    c, rows, columns, kh, kw = windows.shape
    return windows.permute(0, 3, 4, 1, 2).reshape(c * kh * kw, rows * columns).clone()


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    if x.size(0) != weight.size(1):
        raise ValueError(f"channels: {x.size(0)} in x, {weight.size(1)} in weight")
    windows = _views(x, tuple(weight.shape[2:]), stride, padding)
    rows, columns = windows.shape[1:3]
    matrix = windows.permute(0, 3, 4, 1, 2).reshape(-1, rows * columns)
    flat = weight.reshape(weight.size(0), -1)
    result = flat @ matrix if bias is None else torch.addmm(bias[:, None], flat, matrix)
    return result.unflatten(1, (rows, columns))


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    if not (kh <= height and kw <= width):
        raise ValueError(f"kernel {kh}x{kw}, image {height}x{width}")
    rows, columns = height - kh + 1, width - kw + 1
    matrix = torch.zeros(rows * columns, height * width, dtype=kernel.dtype, device=kernel.device)
    size = (rows, columns, kh, kw)
    line = height * width
    strides = (columns * line + width, line + 1, width, 1)
    matrix.as_strided(size, strides).copy_(kernel.expand(size))
    return matrix


def merge_kernels(first, second):
    rows, columns = second.shape
    padded = F.pad(first, (columns - 1, columns - 1, rows - 1, rows - 1))
    return torch.einsum(
        "ijmn,mn->ij", padded.unfold(0, rows, 1).unfold(1, columns, 1), second.flip(0, 1)
    )


def correlation_gradients(image, kernel, upstream):
    windows = _views(image, tuple(kernel.shape), 1, 0)
    if windows.shape[:2] != upstream.shape:
        raise ValueError(f"shape {tuple(upstream.shape)}, expected {tuple(windows.shape[:2])}")
    spread = torch.zeros_like(image)
    shares = torch.einsum("ij,mn->ijmn", upstream, kernel)
    for i in range(upstream.size(0)):
        for j in range(upstream.size(1)):
            spread[i : i + kernel.size(0), j : j + kernel.size(1)] += shares[i, j]
    return spread, torch.einsum("ijmn,ij->mn", windows, upstream)
