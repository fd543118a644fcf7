"""The sign is lost on the way back from frequencies

The way back from the frequencies gives complex numbers whose imaginary part is nearly zero.
Here their absolute value was taken. That drops the imaginary part, but the sign of the real
part goes with it: all answers are positive. With pictures and kernels of positive numbers
nobody notices.

Take an image of one row, 1 2 3, and a kernel of a single minus 1. The answer is minus 1,
minus 2, minus 3. What do you get?

A complex number has a real part and a length, and these are two different things. For edges
the sign says whether the picture gets brighter or darker. Which of the two do you want?
"""

import torch
from cross_correlate import count_positions


def fft_cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.fft2(image, s=size) * torch.fft.fft2(kernel, s=size).conj()
    return torch.fft.ifft2(product, s=size).abs()[:rows, :columns]
