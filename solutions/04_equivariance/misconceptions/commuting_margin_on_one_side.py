"""The margin counts only at the top and left

You leave out the first rows and columns, but the last ones still count. The zeros come in
on the left, so the widest part of the spoiled band is there, and you see less of the rest.
But at the right border pixels were pushed out, and the kernel reaches over the edge.

Draw an output of five by five positions and a margin of one: three by three remain. In your
version four by four remain. Take a strided convolution with padding and print the table of
differences for a shift by one stride. On which sides are there numbers that are not zero?
"""

from equivariance import shift2d


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(1, max_shift + 1):
        difference = (f(shift2d(x, 0, d)) - shift2d(output, 0, d // stride)).abs()
        if difference[..., margin:, margin:].max().item() <= atol:
            kept.append(d)
    return kept
