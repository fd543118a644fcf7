"""The matrix has as many rows as the image has pixels

The matrix is square: it has an output for every pixel, as if the image were padded with
zeros until the result is as large as the image itself. The task asks for the matrix of
cross_correlate2d, which lays the kernel only where it fits, so there are fewer outputs than
pixels.

Take an image of one row of 3 pixels and a kernel of 2. There are two places, so the matrix
has two rows and three columns. If yours has three rows, one of them belongs to a window
that sticks out.

How many outputs are there for an image of 32 by 32 and a kernel of 3 by 3? The handout has
the number.
"""

from cross_correlate import count_positions


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(height, width, height, width)
    for i in range(height):
        for j in range(width):
            for m in range(kh):
                for n in range(kw):
                    y, x = i + m - kh // 2, j + n - kw // 2
                    if 0 <= y < height and 0 <= x < width:
                        matrix[i, j, y, x] = kernel[m, n]
    return matrix.reshape(height * width, height * width)
