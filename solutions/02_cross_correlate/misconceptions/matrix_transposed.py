"""The matrix is transposed

The matrix has one row for each pixel of the image, and one column for each output. It
should be the other way round: to multiply a flattened image from the left, a matrix needs
as many columns as there are pixels, and each row makes one output.

Take an image of one row, 1 2 3, and the kernel 1 10. The matrix must be 2 by 3, with the
rows 1 10 0 and 0 1 10. Multiply it with the image by hand, and you get 21 and 32.

The transposed matrix is not useless: it carries gradients back from the outputs to the
pixels. But that is another layer. Which of your two indices counts outputs?
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
                matrix[i * columns + j, start : start + kw] = kernel[m]
    return matrix.T.contiguous()
