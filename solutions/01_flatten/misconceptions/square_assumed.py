"""The image is taken for a square

Your result is right for square images and wrong for all others. It uses one of the two
sides twice and never looks at the other. Many images in examples are square, such as 28
by 28 or 224 by 224, so this slip can live for a long time without being seen.

Try an image of 2 rows and 5 columns and draw its pixels as dots on paper: there are ten
of them. Then turn the drawing, so that it has 5 rows and 2 columns. The number of dots
stays the same. Does the answer of your function stay the same too, and does it depend
on both of the sides?
"""

from flatten import conv_params


def flatten_count(height, width, channels=1):
    return height * height * channels


def local_params(height, width, kernel_size, bias=False):
    positions = height * height
    return positions * kernel_size * kernel_size + (positions if bias else 0)


def layer_table(height, width, kernel_size):
    pixels = height * height
    return {
        "dense": pixels * pixels,
        "local": pixels * kernel_size * kernel_size,
        "conv": conv_params(1, 1, kernel_size, bias=False),
    }
