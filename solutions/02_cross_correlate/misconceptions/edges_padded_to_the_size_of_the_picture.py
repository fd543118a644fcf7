"""The picture of edges is as large as the picture

The result has the size of the picture, because a border of zeros was put around it first.
That makes edges out of nothing: where the picture is bright and the zeros begin, the kernel
sees a step that is not in the picture.

Try a picture that is white all over. There is no edge in it, so every number must be zero.
With a border of zeros the left and the right column of the result are not.

The task asks for the places where the kernel fits. For a kernel of three that is one row
less at the top and one at the bottom, and the same at the sides. How large is the result
for a picture of 5 by 5?
"""

import torch
from cross_correlate import cross_correlate2d


def vertical_edges(image):
    sobel = torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]).to(image)
    return cross_correlate2d(torch.nn.functional.pad(image, (1, 1, 1, 1)), sobel)
