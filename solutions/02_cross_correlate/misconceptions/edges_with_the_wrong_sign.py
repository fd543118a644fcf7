"""The edges have the wrong sign

Every number is right except for its sign: where the picture gets brighter from left to
right the answer is negative. Either the kernel is written the other way round, or it was
handed to true convolution, which turns it by half a turn and so swaps its left side with
its right side.

Take one row of the handout's square: black, white, white, white, black. Lay the kernel of
the task on its left end. The 2 lies on white and the minus 2 on black, so the answer is
positive.

A network would not mind, because it learns the sign that it needs. Somebody who loads a
kernel made by hand does. Which operation does the task name?
"""

import torch
from cross_correlate import cross_correlate2d


def vertical_edges(image):
    sobel = torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]).to(image)
    return cross_correlate2d(image, -sobel)
