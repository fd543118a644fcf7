"""The result is turned, not the kernel

The kernel is laid down as it is, and the result is turned by half a turn at the end. That
is not the same. It turns the picture too: what was at the top left of the image is now
answered at the bottom right.

Take the row 1 2 3 and the kernel 1 10. Convolution gives 12 23. Cross-correlation gives 21
32, and turned around 32 21. Neither number is right. For an image that looks the same after
half a turn the two agree, so test with one that does not.

What should turn in a convolution: what one sees, or what one looks through?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel).flip(0, 1)
