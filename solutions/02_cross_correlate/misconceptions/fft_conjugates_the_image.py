"""The image's transform is conjugated, not the kernel's

One of the two transforms must be conjugated, and it matters which. With the image's, the
result is run backwards: it answers the question how the kernel fits when the image is slid
over it, instead of the other way round. The numbers are all there, but in reverse order
around the ring.

Take an image of one row, 1 2 3 4, and a kernel of a single 1. The answer must be the image.
If it starts with 1 and goes on with 4 3 2, everything runs backwards.

Cross-correlation does not commute: swapping the two is not free. Which of the two stays at
its place while the other one slides?
"""

import torch
from cross_correlate import count_positions


def fft_cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.rfft2(image, s=size).conj() * torch.fft.rfft2(kernel, s=size)
    return torch.fft.irfft2(product, s=size)[:rows, :columns]
