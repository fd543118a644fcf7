"""The way back from the frequencies forgets the width

The transform of real numbers keeps only half of the frequencies, because the other half
follows from them. From that half alone one cannot tell whether the signal was 6 or 7 long.
If nobody says so, an even length is assumed. For images of odd width the result is
stretched by one pixel, and all the numbers are wrong.

Try an image of one row with 4 pixels and one with 5, and a kernel of a single 1. Both must
come back as they are.

The way back takes the size as an argument, like the way there. Which size do you want to
have in the end?
"""

import torch
from cross_correlate import count_positions


def fft_cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product)[:height][:rows, :columns]
