"""The margin is cut from the input's size

You work out with the height and width of the input where the margin ends, and cut the
output there. As long as f keeps the size, all is well. Where the output is smaller, the
margin on the right and at the bottom is too thin, or missing; where it is larger, too much
is cut away.

Take an input that is 8 wide and an f that gives 4 columns. With a margin of 1 the columns 1
and 2 of the output remain. Which columns remain if one stops at 8 - 1? Print the shape of
the output of f before you cut. Positions are positions of the output.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    height, width = x.shape[-2:]
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    kept = difference[..., margin : height - margin, margin : width - margin]
    if kept.numel() == 0:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return kept.abs().max().item()
