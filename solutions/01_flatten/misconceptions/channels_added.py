"""Channels are added, not multiplied

Your count grows by one when one more channel comes in. But a further channel is not one
further number: it is a further picture, as high and as wide as the first, and every one
of its pixels becomes an input. For a big image your result is hardly different from the
gray one, although a colour image holds three times as many numbers.

Take an image of 2 rows and 2 columns with three channels and write each channel as a
small square of its own. Count all the numbers that you wrote. Compare that with what
your function gives, and ask what a channel adds.
"""


def flatten_count(height, width, channels=1):
    return height * width + channels
