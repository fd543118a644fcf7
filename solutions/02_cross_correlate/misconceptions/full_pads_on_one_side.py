"""In "full" mode all the zeros stand on one side

The result of "full" has the right size, but its numbers have moved. The zeros were all
added below and to the right of the image, and none above and to the left. So the places
where the kernel sticks out at the top or on the left are missing, and at the other end
there are places where it touches nothing.

Take the row 1 2 3 and the kernel 1 10 in mode "full". The result must be 1 12 23 30. If it
begins with 12, the first place is missing.

At the first place only one pixel of kernel and image overlap, and at the last place as
well. How many zeros must stand at each end for that?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (0, 2 * kw - 2, 0, 2 * kh - 2))
    return cross_correlate2d(image, kernel.flip(0, 1))
