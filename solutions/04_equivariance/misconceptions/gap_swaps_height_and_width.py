"""Height and width are exchanged in the margin

You cut the rows with the help of the width, and the columns with the help of the height. On
square outputs nobody notices. On others too little is cut off at one end, or too much.

Draw an output with three rows and six columns, and a margin of one. One row and the four
columns in the middle should remain. Now stop the rows at 6 - 1 and the columns at 3 - 1:
two rows and a single column are left. Print the shape of what you compare, for an output
that is not square, and say for each number which dimension it came from.
"""

from equivariance import shift2d


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    width, height = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin].abs().max().item()
