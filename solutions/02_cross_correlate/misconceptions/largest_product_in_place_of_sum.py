"""The largest product is taken, not the sum

Each number of the result is the largest product inside the window. That is how max pooling
thinks: it asks for the strongest pixel. Cross-correlation asks how well the whole window
agrees with the template, so every product counts, the negative ones too.

Take the row 1 2 3 and the kernel 1 10. The first window gives the products 1 and 20. Their
sum is 21, the largest of them is 20. With an image of zeros and a single white pixel both
ideas agree, so try pictures where more than one pixel is bright.

What should happen to the answer when just one pixel under the kernel gets brighter?
"""


def cross_correlate2d(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"a kernel of {kh} by {kw} does not fit into {height} by {width}")
    result = image.new_zeros(height - kh + 1, width - kw + 1)
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).max()
    return result
