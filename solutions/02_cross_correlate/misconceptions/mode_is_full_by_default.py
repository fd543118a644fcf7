"""Without a mode, "full" is taken

When no mode is given, the result is that of "full". The signature in the task says
otherwise: the mode is "valid" unless the caller asks for something else. A default is part
of the contract, for everyone who leaves the argument out relies on it.

Call your function with an image of 3 by 3 and a kernel of 2 by 2 and no mode. The result
must be 2 by 2. If it is 4 by 4, the default is the other one.

Other libraries choose "full" here, so it may come from there. Compare the first line of
your function with the one in the handout, sign by sign.
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="full"):
    if mode not in ("valid", "full"):
        raise ValueError(f"no such mode: {mode}")
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))
