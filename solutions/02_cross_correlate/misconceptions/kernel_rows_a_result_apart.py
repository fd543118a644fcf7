"""The kernel's rows lie the result's width apart in the matrix

In each row of the matrix the first weight stands where it should. From there to the
next row of the kernel the code goes on by the width of the result. But the columns of
the matrix are the pixels of the image, whose rows are longer, unless the kernel is one
pixel wide. So the lower rows of the kernel come too early.

Take an image of 2 by 4 and a kernel of 2 by 2, with 1 2 over 3 4. Number the pixels
from 0 to 7, row by row. Which four of them lie under the first window? In the first row
of the matrix, these are the columns of the four weights. In which one is your 3?
"""

from cross_correlate import count_positions


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(rows * columns, height * width)
    for i in range(rows):
        for j in range(columns):
            for m in range(kh):
                start = i * width + j + m * columns
                matrix[i * columns + j, start : start + kw] = kernel[m]
    return matrix
