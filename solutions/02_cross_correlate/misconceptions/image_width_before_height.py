"""Width and height of the image are mixed up

The shape of a tensor says the number of rows first, then the number of columns: height,
then width. Here they are taken in the other order, as drawing programs do. As long as the
picture is square nothing happens. On a picture that is wider than high, the loops run past
the bottom and never reach the right border, so the shape of the result is wrong or the
program stops.

Use a picture of 2 rows and 5 columns and a kernel of one pixel. The result must have 2 rows
and 5 columns again.

Which index counts downwards, and which one counts to the right? Say it aloud for each line.
"""


def cross_correlate2d(image, kernel):
    (width, height), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result
