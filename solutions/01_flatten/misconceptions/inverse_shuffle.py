"""The shuffle is undone the wrong way round

Your weights are moved, but along the way back instead of along the way there. For a
shuffle that just swaps pairs of pixels both ways are the same, so such examples look
right. With three pixels that move in a circle they differ.

Take weights 10, 20, 30 for the pixels a, b, c, and a shuffle that puts c first, then a,
then b. Write the shuffled image as a row, and below each letter the weight that belongs
to it. That row of weights is what is asked for. Compare it with yours, and ask which
pixel stands in the first place after the shuffle.
"""

import torch


def shuffle_weights(weight, perm):
    return weight[:, torch.argsort(perm)]
