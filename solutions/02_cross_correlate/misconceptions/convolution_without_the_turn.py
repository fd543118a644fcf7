"""Convolution does not turn the kernel

What comes out is cross-correlation once more: the kernel is laid on the image as it is
printed. True convolution turns it by 180 degrees first, upside down and left to right.

The clearest test is an image that is black but for one white pixel. Convolution gives the
kernel back as it is, at the place of the pixel. Cross-correlation gives it back turned by
half a turn. Use a kernel with six different numbers, because a kernel that looks the same
after half a turn cannot tell the two apart.

It is also why image and kernel may change places in a convolution. Do they in yours, with
the mode "full"?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel)
