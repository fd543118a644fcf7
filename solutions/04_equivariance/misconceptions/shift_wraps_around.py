"""What leaves on one side comes back on the other

Your shifted picture keeps every number: the row that falls off at the bottom turns up again
at the top, and the column that leaves on the right comes in on the left. The picture lives
on a ring.

See it with a single line of pixels, 1 2 3 4, shifted right by one. A camera that turns a
little would show 0 1 2 3: the 4 has left the view and something unknown came in. If you get
4 1 2 3, it wrapped around. Think about what a pixel on the far left has to do with one on
the far right. Then decide what must happen to the part of the result that nothing moved
into.
"""

import torch


def shift2d(x, dy, dx):
    return torch.roll(x, (dy, dx), dims=(-2, -1))
