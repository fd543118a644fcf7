"""Mode "full" keeps the size of the image

The result of "full" is as large as the image. That is a third mode, which other libraries
call "same": the kernel's middle goes over every pixel. In "full" the kernel goes on as long
as it touches the image with a single corner, so the result is larger than the image.

Take a row of 3 pixels and a kernel of 2. They overlap in one pixel at the left end, in two
pixels twice, and in one pixel at the right end: four places. In general it is the sum of
the two sizes, less one.

How far must the kernel stick out of the image for just its last column to touch the first
one?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw // 2, (kw - 1) // 2, kh // 2, (kh - 1) // 2))
    return cross_correlate2d(image, kernel.flip(0, 1))
