"""Mode "full" mixes up the borders above and beside

The zeros above and below the image are as many as should stand left and right of it, and
the other way round. With square kernels nobody can see it. With a kernel of 1 by 3 the
image gets two rows of zeros above and below and none at its sides.

Convolve a row of 3 pixels with a kernel of 1 by 2 in mode "full". The result must be one
row of four. What shape do you get?

The function for padding takes its numbers in an order that surprises many: look into its
documentation for which dimension it begins with. Then think about which side of the kernel
each number comes from.
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kh - 1, kh - 1, kw - 1, kw - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))
