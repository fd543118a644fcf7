"""Sums in float64, and back to the dtype of the input"""

import torch
from cross_correlate import conv_layer as _layer
from cross_correlate import cross_correlate2d as _slide


def cross_correlate2d(image, kernel):
    return _slide(image.double(), kernel.double()).to(image.dtype)


def convolve2d(image, kernel, mode="valid"):
    if mode == "valid":
        return cross_correlate2d(image, kernel.flip(0).flip(1))
    elif mode == "full":
        rows, columns = kernel.shape
        padded = torch.nn.functional.pad(image, (columns - 1, columns - 1, rows - 1, rows - 1))
        return cross_correlate2d(padded, kernel.flip(0).flip(1))
    else:
        raise ValueError(f"unknown: {mode}")


def vertical_edges(image):
    column = torch.tensor([[1.0], [2.0], [1.0]], dtype=torch.float64, device=image.device)
    row = torch.tensor([[-1.0, 0.0, 1.0]], dtype=torch.float64, device=image.device)
    return _slide(_slide(image.double(), column), row).to(image.dtype)


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    offset = None if bias is None else bias.double()
    return _layer(x.double(), weight.double(), offset, stride, padding).to(x.dtype)


conv_as_matmul = conv_layer


def fft_cross_correlate2d(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"{kh}x{kw} kernel on a {h}x{w} image")
    # One direction after the other, on a ring that is long enough for nothing to wrap.
    rows, columns = h + kh, w + kw
    there = torch.fft.fft(torch.fft.fft(image.double(), rows, dim=0), columns, dim=1)
    mask = torch.fft.fft(torch.fft.fft(kernel.double(), rows, dim=0), columns, dim=1)
    back = torch.fft.ifft(torch.fft.ifft(there * mask.conj(), dim=1), dim=0)
    return back.real[: h - kh + 1, : w - kw + 1].to(image.dtype)
