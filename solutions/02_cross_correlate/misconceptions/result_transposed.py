"""The result is transposed

Every number is right, but it stands in the wrong place: what belongs in row 0, column 1 is
found in row 1, column 0. This happens when the outer loop runs over columns and the numbers
are then put down one after the other in rows, or when x is used for rows in one place and
for columns in another.

On a square image the shape gives nothing away, so take one of 2 by 4 with a kernel of a
single 1. The result must be the very same image, 2 by 4. If it comes back as 4 by 2, rows
and columns have changed places on the way.

Which of your two loops is the outer one, and in which order is the result filled?
"""


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return result.T.contiguous()
