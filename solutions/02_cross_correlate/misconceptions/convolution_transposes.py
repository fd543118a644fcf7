"""Convolution transposes the kernel in place of turning it

Transposing swaps rows and columns: it mirrors the kernel along the diagonal from top left
to bottom right, and the number in the top left corner stays where it is. Half a turn moves
that number to the opposite corner.

With a kernel that is not square the shape of the result gives it away: a kernel of 1 by 3
on an image of 4 by 4 must give 4 by 2, and here it gives 2 by 4. Square kernels only show
it in the numbers.

Write 1 2 3 over 4 5 6 on paper and give the paper half a turn. Is it still two rows of
three? And which number stands first now?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.T)
