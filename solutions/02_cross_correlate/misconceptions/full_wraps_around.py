"""Mode "full" wraps around the border in place of zeros

Beyond the border of the image there should be zeros. Here the image continues with its own
opposite side, as if it were printed on a ball. The shape of the result is right, and its
middle too, but near the borders there are contributions from the far side.

Take an image whose last column is white and all else is black. In mode "full" the first
columns of the result must be zero, because nothing white is near. If they are not, the
white column reaches around.

Where do your values outside the image come from? Negative indices are a frequent reason: in
Python they count from the end and raise no error.
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        rows = torch.arange(1 - kh, image.shape[0] + kh - 1) % image.shape[0]
        columns = torch.arange(1 - kw, image.shape[1] + kw - 1) % image.shape[1]
        image = image[rows][:, columns]
    return cross_correlate2d(image, kernel.flip(0, 1))
