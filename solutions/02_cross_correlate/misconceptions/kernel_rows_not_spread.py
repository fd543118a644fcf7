"""The kernel's rows follow each other without a gap

In the flattened image, a pixel and the one below it are a whole row of the image apart.
Here the weights of the kernel stand side by side in the matrix, one kernel row right behind
the other, as if the image were as narrow as the kernel.

Take an image of 2 by 3 and a kernel of 2 by 2, with 1 2 over 3 4. The first window covers
the pixels number 0, 1, 3 and 4. So the first row of the matrix reads 1 2 0 3 4 0. If yours
reads 1 2 3 4 0 0, the gap is missing. With kernels of one row there is none, and nothing is
wrong.

How far apart are two pixels above each other, in a picture of width 3?
"""

from cross_correlate import count_positions


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(rows * columns, height * width)
    for i in range(rows):
        for j in range(columns):
            start = i * width + j
            row = matrix[i * columns + j, start : start + kh * kw]
            row[:] = kernel.flatten()[: len(row)]
    return matrix
