"""Every local output sees the whole image

Your count for the locally connected layer does not depend on the size of the window: it
is the count of a dense layer, where each output is connected to each pixel. The point
of the local layer is to cut these connections. An output only keeps those to a small
window around its own place, and forgets the rest of the image.

Draw a row of five pixels and below it a row of five outputs. Connect each output with
the pixel above it and the two next to that. Compare the number of lines with what full
connection would need, and find out which number the size of the window should change.
"""


def local_params(height, width, kernel_size, bias=False):
    positions = height * width
    return positions * positions + (positions if bias else 0)
