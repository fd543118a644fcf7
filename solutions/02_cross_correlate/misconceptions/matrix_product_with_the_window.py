"""Window and kernel are multiplied as matrices

The window and the kernel are both matrices, so it is tempting to multiply them as such. A
product of matrices pairs rows with columns and makes sums on the way. Here each pixel
should meet just the one weight that lies on it, and the sum comes afterwards.

Take the window 1 0 over 0 0 and the kernel 0 5 over 0 0. The 1 lies on the 0, so the answer
is 0. In the product of matrices the 1 meets the 5 too. For kernels that are not square, a
product of window and kernel does not even exist.

Which of the two signs for multiplication works entry by entry?
"""


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] @ kernel).sum()
    return result
