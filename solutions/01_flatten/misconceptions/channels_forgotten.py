"""Channels are left out of the count

Your count for a colour image is the same as for a gray one. It is too small by exactly
the number of channels: a third of the right number for red, green and blue. You see it
with one pixel. A gray image of one pixel is one number, a colour image of one pixel is
three numbers, and all three go into the flattened row, each with weights of its own
later on.

Write down the numbers of a 2 by 2 colour image on paper, one after the other, and count
them. Then think about what the third argument of the function is for, and try a value
that is neither one nor three.
"""


def flatten_count(height, width, channels=1):
    return height * width
