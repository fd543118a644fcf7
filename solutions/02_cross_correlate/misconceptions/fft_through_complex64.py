"""The frequencies are complex64, whatever comes in

The image and the kernel are turned into complex64 before the transform, and the result
is turned back at the end. A number of this kind is a pair of float32 numbers. For a
float32 image nothing is lost. For a float64 image only about seven digits get through.
At the end the dtype is right again, but the digits that were cut off do not come back.

Take an image of one pixel that holds 0.1 and a kernel of one pixel that holds 1, both
in float64, and print result.item(). It should be 0.1, give or take the last digit. If
it is 0.10000000149011612, the number has been in float32. Print the dtype after each
step. At which step are digits given up?
"""

import torch
from cross_correlate import count_positions


def fft_cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    frequencies = torch.fft.fft2(image.to(torch.complex64))
    answers = torch.fft.fft2(kernel.to(torch.complex64), s=(height, width)).conj()
    result = torch.fft.ifft2(frequencies * answers).real
    return result[:rows, :columns].to(image.dtype)
