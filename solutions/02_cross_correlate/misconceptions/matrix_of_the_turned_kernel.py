"""The matrix turns the kernel by 180 degrees

The matrix does true convolution: in each of its rows the weights stand in reverse order.
The task asks for cross-correlation, in which the kernel stays as it is printed.

Take an image of one row, 1 2 3, and the kernel 1 10. The matrix must have the rows 1 10 0
and 0 1 10. If yours has 10 1 0 and 0 10 1, the kernel has been turned. A kernel that looks
the same after half a turn cannot show it.

Both are dense layers, and both can be written as a matrix. Compare the product of your
matrix and a flattened image with what cross_correlate2d gives for the same image and the
same kernel.
"""

from cross_correlate import count_positions


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(rows * columns, height * width)
    for i in range(rows):
        for j in range(columns):
            for m in range(kh):
                start = (i + m) * width + j
                matrix[i * columns + j, start : start + kw] = kernel.flip(0, 1)[m]
    return matrix
