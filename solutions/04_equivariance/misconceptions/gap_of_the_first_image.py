"""Only the first image of the batch is looked at

You measure on the first image alone, although `x` is a batch. For a convolution one image
is as good as another, but at the border it depends on the numbers how large the gap is. And
a function can treat images differently: one that mixes the batch, or fails on one image
only.

Make a batch of two images, the first all zeros, and an f that mirrors. The first image
looks the same from both sides, so your gap is zero, while the second one has moved the
wrong way. The largest difference is taken over everything: all images, all channels, all
positions inside the margin.
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return _inside(difference, margin)[0].abs().max().item()
