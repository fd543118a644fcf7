"""Border positions are left out

Your count is too small: it only counts those positions where the whole window lies
inside the image. Here the output is as large as the input, so the positions at the
border exist too, and each of them owns a full set of weights like every other. What
lies outside the image is taken as zero, but the weights for it are still there.

Take an image of 3 by 3 pixels with a window of 3. How many output positions does an
output of the same size have? And how many does your function count? The handout says
what the border positions own, so read that sentence again.
"""


def local_params(height, width, kernel_size, bias=False):
    positions = (height - kernel_size + 1) * (width - kernel_size + 1)
    return positions * kernel_size**2 + (positions if bias else 0)
