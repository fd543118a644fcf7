"""No transform is used

The numbers are right, but they were made by sliding the kernel over the image once more.
This task asks for another way to the same result: through the frequencies, with the
transforms of torch.fft.

The idea: what is a slow sliding sum for pixels is one plain product for each frequency.
Both image and kernel are transformed, multiplied, and transformed back. For large kernels
this is much faster, and it is good to have seen it once.

Start with a single row and a kernel of a single 1, which must give the row back. Then use
two entries and look at what the ring does at the end of the row. The tests look whether a
transform has run.
"""

from cross_correlate import cross_correlate2d


def fft_cross_correlate2d(image, kernel):
    return cross_correlate2d(image, kernel)
