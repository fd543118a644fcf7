"""Mode "full" goes one step too far on each side

The result of "full" has two rows and two columns too many, and its outermost rows and
columns are all zeros. There the kernel lies beside the image and does not touch it at all.

Take a row of 3 pixels and a kernel of 2. At the first place that counts, just one pixel of
the kernel lies on the image, and the rest sticks out. So how many zeros are needed on each
side, for a kernel of 2? And for a kernel of a single pixel, which can never stick out?

Check with an image and a kernel of one pixel each. The result is one number, the product of
the two.
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw, kw, kh, kh))
    return cross_correlate2d(image, kernel.flip(0, 1))
