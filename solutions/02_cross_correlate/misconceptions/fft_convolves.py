"""The frequencies are multiplied without the conjugate

The product of two transforms belongs to *convolution*: that is what the convolution theorem
says. So what comes back is the image convolved with the kernel, on a ring. For cross-
correlation one of the two has to be turned by half a turn, and for a transform of real
numbers there is a cheap way to say the same.

Take an image of one row, 1 2 3, and the kernel 1 10. The answer must be 21 and 32. With the
plain product you find 12 and 23, or numbers that have wrapped around.

What happens to the transform of a signal when the signal is run backwards? Try it on a row
of four numbers and compare.
"""

import torch
from cross_correlate import count_positions


def fft_cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size)
    return torch.fft.irfft2(product, s=size)[:rows, :columns]
