"""The kernel is taken to be square

Only one side of the kernel is looked at and used for both directions. With kernels of 3 by
3 or 5 by 5 everything is right. With a kernel of 2 by 3 the window has the wrong shape, and
either the multiplication fails because the shapes do not match, or part of the kernel is
never used.

Take an image of 3 by 4 and a kernel of 1 by 2 and count by hand: the window can stand in
three rows and in three columns, so the result is 3 by 3. What do you get?

Go through your code and ask at each size: is this the height or the width? There should be
four different ones, two of the image and two of the kernel.
"""


def cross_correlate2d(image, kernel):
    (height, width), kh = image.shape, kernel.shape[0]
    kw = kh
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result
