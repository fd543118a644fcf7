"""The result is still complex

The numbers are right, but they are complex: each of them has an imaginary part that is
zero, or nearly so. The transform works with complex numbers in between, and the way back
from the full set of frequencies does not know that the image was real.

Look at the dtype of your result. For a float32 image it must be float32. A plot or a
comparison may hide the difference, and the next layer will stop with an error.

There are two ways: take what is real of the result, or use the pair of transforms that is
made for real numbers and that keeps only half of the frequencies. What are the dtypes in
each?
"""

import torch
from cross_correlate import count_positions


def fft_cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    size = (height, width)
    product = torch.fft.fft2(image, s=size) * torch.fft.fft2(kernel, s=size).conj()
    return torch.fft.ifft2(product, s=size)[:rows, :columns]
