"""The result is a view of the image

The numbers are right, but with windows of one pixel the result has no memory of its own: it
is the image, seen in another shape. Whoever writes into the columns changes the image
without knowing it.

Reshaping, transposing and taking strided views cost nothing, because torch only changes how
the numbers are read. It copies when it has to, and that depends on the sizes. So the same
line can give a copy for a window of two by two and a view for a window of one pixel.

Try it: take windows of one pixel, set the result to zero, and look at the image. Also try a
window as large as the image.
"""

import torch
from cross_correlate import as_pair, count_positions


def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    count_positions(x.shape[1], kh, sh, ph), count_positions(x.shape[2], kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph)) if ph or pw else x
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)
    return windows.permute(0, 3, 4, 1, 2).reshape(x.shape[0] * kh * kw, -1)
