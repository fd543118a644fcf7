"""It answers to horizontal edges

The kernel has been transposed: it compares what is below with what is above. So it answers
where the picture changes from top to bottom, at edges that lie flat. A vertical edge is a
line that runs from top to bottom, and one finds it by comparing right with left.

Use a picture whose left half is black and whose right half is white. There is one vertical
edge and no other, so the result must be large in the middle. If it is zero everywhere, you
are looking for the wrong kind.

The white square in the handout does not show it by its shape alone. Compare the numbers of
its first row, and read the kernel in the task row by row.
"""

import torch
from cross_correlate import cross_correlate2d


def vertical_edges(image):
    sobel = torch.tensor([[-1, -2, -1], [0, 0, 0], [1, 2, 1]]).to(image)
    return cross_correlate2d(image, sobel)
