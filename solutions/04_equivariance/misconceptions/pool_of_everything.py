"""One number is left for the whole batch

You average everything: images, channels and positions, until a single number is left. The
task asks for one number per image and channel, a table with N rows and K columns.

Take one image with two channels, the first with the numbers 1 2 3 6, the second with 0 0 0
8. The result is the table with one row, 3 and 2. If you get 2.5, the two channels have been
mixed, and what they said is lost: the first may be about edges and the second about spots.
Print the shape of your result. A mean takes away only the dimensions that it is told to.
Which ones are positions?
"""


def global_average_pool(features):
    return features.mean()
