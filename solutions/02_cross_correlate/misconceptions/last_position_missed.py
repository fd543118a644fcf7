"""The last row and column of the result are missing

The result is one row and one column too small: the window never reaches the right and the
lower border of the image. A kernel as large as the image gives nothing at all, and yet it
fits exactly once.

Count on a small example: a row of 5 pixels and a window of 3. The window can start at pixel
0, 1 or 2. These are three places, one more than the difference of the two sizes. It is the
same with a fence: posts are one more than the gaps between them.

Try the smallest case you can think of, an image of one pixel and a kernel of one pixel. How
many places are there?
"""


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh, width - kw)
    for i in range(height - kh):
        for j in range(width - kw):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result
