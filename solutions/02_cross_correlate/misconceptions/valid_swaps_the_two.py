"""In "valid" a large kernel changes places with the image

Since convolution commutes, it is tempting to swap image and kernel where the kernel is
larger. Some libraries do so. Here it is not asked for: in "valid" mode a kernel that is
larger than the image in either direction does not fit, and the caller should be told so
with a ValueError.

A swap hides mistakes. Whoever passes the two in the wrong order gets a result that looks
fine, and a kernel that is taller but narrower cannot be swapped into fitting anyway.

Try a kernel of 4 by 4 on an image of 2 by 2. What does your function answer? Which mode
exists in which the order really does not matter?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "valid" and kernel.shape[0] >= image.shape[0] and kernel.shape[1] >= image.shape[1]:
        image, kernel = kernel, image
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))
