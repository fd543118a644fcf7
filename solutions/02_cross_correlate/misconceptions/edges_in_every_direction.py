"""The strength of edges in all directions is given

Both Sobel kernels were used, and their answers were combined into one strength. That is a
good way to find edges whichever way they run. Here only one of the kernels is asked for:
the one for vertical edges, with the sign of its answer.

Take a picture whose upper half is black and whose lower half is white. Its only edge lies
flat, so a detector of vertical edges must give zero everywhere. What does yours give?

A layer of a network would use two kernels for this and keep two maps. Then the next layer
can still see in which direction an edge runs. Which of the two maps does the task want?
"""

import torch
from cross_correlate import cross_correlate2d


def vertical_edges(image):
    sobel = torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]).to(image)
    across, down = cross_correlate2d(image, sobel), cross_correlate2d(image, sobel.T)
    return (across**2 + down**2).sqrt()
