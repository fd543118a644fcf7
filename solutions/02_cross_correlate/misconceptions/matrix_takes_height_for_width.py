"""The image's height is taken for its width

To find a pixel in the flattened image you go past all the rows above it, and each of them
is as long as the image is *wide*. Here the height was taken. For square images both are the
same, and for others the weights stand in the wrong columns or run out of the matrix.

Take an image of 2 by 3. Its flattened pixels are numbered 0 1 2 in the first row and 3 4 5
in the second. So the pixel at the beginning of the second row is number 3, the width. Not
number 2, the height.

Look at each product in your code that has a row number in it. What is the row number
multiplied by?
"""

from cross_correlate import count_positions


def conv_matrix(kernel, height, width):
    kh, kw = kernel.shape
    rows, columns = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(rows * columns, height * width)
    for i in range(rows):
        for j in range(columns):
            for m in range(kh):
                start = (i + m) * height + j
                row = matrix[i * columns + j, start : start + kw]
                row[:] = kernel[m, : len(row)]
    return matrix
