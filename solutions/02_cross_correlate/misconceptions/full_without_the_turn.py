"""The kernel is not turned in "full" mode

In "valid" mode the kernel is turned as it should be, but the branch for "full" goes its own
way and lays the kernel on the padded image as it is printed. The shapes are right, and only
the numbers are those of cross-correlation.

Convolve an image of a single pixel that holds 1 with a kernel of 1 2 3 over 4 5 6 in the
mode "full". The result must be the kernel itself. If it comes out as 6 5 4 over 3 2 1, the
turn is missing on this way.

The two modes differ only in what happens at the border. Which part of the work is the same
in both, and could be done once for both?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
        return cross_correlate2d(image, kernel)
    return cross_correlate2d(image, kernel.flip(0, 1))
