"""Windows run on over the end of a row

From one row of the matrix to the next the weights move by one place to the right. That is
right as long as the window moves along a row of the image. At its end it must jump to the
beginning of the next row, and so by more than one place. Here it does not: the window
straddles two rows of the image.

Take an image of 2 by 3 and a kernel 1 10. There are four windows, and they begin at the
pixels number 0, 1, 3 and 4. Number 2 is missing, because a window there would stick out.

Which pixel does the first window of the second row begin at? How does that depend on the
width of the image, and how on the width of the result?
"""

from cross_correlate import count_positions


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(rows * columns, height * width)
    for i in range(rows):
        for j in range(columns):
            for m in range(kh):
                start = i * columns + j + m * width
                matrix[i * columns + j, start : start + kw] = kernel[m]
    return matrix
