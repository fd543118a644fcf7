"""Everything in inference mode, where PyTorch gives its operations other names."""

import torch
from cross_correlate import conv_layer as _layer
from cross_correlate import convolve2d as _convolve
from cross_correlate import cross_correlate2d as _slide

without_gradients = torch.inference_mode()

cross_correlate2d = without_gradients(_slide)
convolve2d = without_gradients(_convolve)
conv_layer = without_gradients(_layer)


@torch.inference_mode()
def fft_cross_correlate2d(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"{kh}x{kw} on {h}x{w}")
    product = torch.fft.rfft2(image) * torch.fft.rfft2(kernel, s=(h, w)).conj()
    return torch.fft.irfft2(product, s=(h, w))[: h - kh + 1, : w - kw + 1].clone()
