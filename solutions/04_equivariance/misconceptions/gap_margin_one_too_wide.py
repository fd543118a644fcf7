"""The margin is one step too wide

You leave out one ring of positions more than asked. A position that is exactly as many
steps from the border as the margin says still counts, and in your version it is gone. So
the spoiled band looks one narrower than it is.

Number the columns of an output from 0 to 6. How many steps is column 0 away from the
border? None. Column 1 is one step away, so with a margin of one it is the first that
counts, and with a margin of zero every column counts. Which columns remain in yours? The
word in the task is "at least".
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    margin = margin + 1 if min(height, width) > 2 * margin + 2 else margin
    return difference[..., margin : height - margin, margin : width - margin].abs().max().item()
