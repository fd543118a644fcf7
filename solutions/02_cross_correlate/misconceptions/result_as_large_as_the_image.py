"""The image gets a border, and the result keeps its size

The result is as large as the image, because zeros were put around the image before the
kernel slid over it. Many libraries call this mode "same", and it is handy in a network. It
is not what is asked here: the kernel is to be laid only where it fits completely.

To see it, use an image full of ones and a kernel full of ones, three by three. Every number
of the result must be 9. If there are 4s in the corners and 6s along the borders, part of
the window was looking at zeros that are not in the image.

How many places are there where nothing sticks out?
"""

import torch


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    image = torch.nn.functional.pad(image, (kw // 2, (kw - 1) // 2, kh // 2, (kh - 1) // 2))
    result = image.new_zeros(height, width)
    for i in range(height):
        for j in range(width):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result
