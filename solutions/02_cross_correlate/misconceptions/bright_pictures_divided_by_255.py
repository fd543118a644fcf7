"""Values above 1 are taken for bytes and divided by 255

If any value of the picture is above 1, all of them are taken for bytes and divided by
255. For pictures between 0 and 1 nothing happens. But the task names no range: the
kernel answers to the numbers that it is given, be they heights or temperatures. And of
two pictures that are nearly the same, one just below 1 and one just above, the answers
are far apart.

Take a picture of 3 by 3 whose rows all read 0 0 1, and work out the one answer by hand.
Then let the rows read 0 0 2. Every pixel is doubled or stays 0, so the answer must
double as well. What does your function give for each of them?
"""

from cross_correlate import vertical_edges as _vertical_edges


def vertical_edges(image):
    if image.max() > 1:
        image = image / 255
    return _vertical_edges(image)
