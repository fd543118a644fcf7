"""The wrong corner is cut out of the ring

The result has the right shape, but it was cut out at the wrong place. Which corner is right
depends on how you did it. If the kernel was turned, the good windows stand at the end,
since each is counted by its last pixel. If a conjugate was taken, they stand at the
beginning, since each is counted by its first pixel. Here the two ways are mixed.

Take an image of one row, 1 2 3, and the kernel 1 10. All three places of the ring give 21,
32 and 13. The last one has wrapped around.

Print the whole ring before you cut, find the number that has wrapped, and keep the others.
"""

import torch
from cross_correlate import count_positions


def fft_cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[kh - 1 :, kw - 1 :]
