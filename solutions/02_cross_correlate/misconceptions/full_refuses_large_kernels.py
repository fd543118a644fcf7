"""Mode "full" refuses a kernel larger than the image

In "valid" mode a kernel that is larger than the image has no place. In "full" mode it is
welcome: all that counts is where the two overlap, and one of them may stick out on both
sides. Here the check is made for both modes.

Take an image of a single pixel that holds 2 and a kernel of 1 by 3. In mode "full" the
result is the kernel doubled. This must be so, for convolution commutes: a large image with
a kernel of one pixel is surely allowed, and swapping the two changes nothing.

At which moment do you compare the sizes, and with which size of the image: before or after
the zeros are put around it?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit")
    if mode == "full":
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))
