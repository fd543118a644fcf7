"""Negative answers are cut off at zero

Where the picture gets darker from left to right, the answer should be negative. Here it is
zero: the negative numbers were cut off, as a ReLU does, or as one does to make numbers fit
into a picture.

In a network a ReLU often follows a convolution, but it is a step of its own. This function
is to give what the kernel answers, no more. In the handout's example the right border of
the white square gives minus 3, minus 4, minus 3.

Try a picture with a white left half and a black right half. There is an edge in the middle,
just as strong as in its mirror image. Do you see it in your result?
"""

import torch
from cross_correlate import cross_correlate2d


def vertical_edges(image):
    sobel = torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]).to(image)
    return cross_correlate2d(image, sobel).clamp(min=0)
