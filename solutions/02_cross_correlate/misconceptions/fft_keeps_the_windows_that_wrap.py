"""Windows that wrap around are kept

The result is as large as the image. The transform sees the image as a ring: its right
border is joined to the left one and its bottom to the top. So there is a window at every
pixel, also at those where it would stick out, and there it sees pixels of the other side.

Take an image of one row, 1 2 3, and the kernel 1 10. The answers 21 and 32 are good. The
third one is 3 times 1 plus 1 times 10, and its window has reached around to the beginning.

How many windows fit without reaching around, and at which end of the result do they stand?
The others have to go.
"""

import torch
from cross_correlate import count_positions


def fft_cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)
