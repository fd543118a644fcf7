"""Any unknown mode is taken for one that exists

There are two modes, and there may be spelling mistakes. Here everything that is not one of
the two is quietly treated as the other one: somebody who asks for "same" gets an answer
that is something else, and does not notice.

Call your function with the mode "fulll". The caller has made a slip, and the kindest thing
is to say so at once, with a ValueError that repeats the word. This is easier to mend than a
picture of an unexpected size three steps later.

Which branch does your code take for a word that it has never heard of? Is there a branch
for it at all?
"""

import torch
from cross_correlate import cross_correlate2d


def convolve2d(image, kernel, mode="valid"):
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))
