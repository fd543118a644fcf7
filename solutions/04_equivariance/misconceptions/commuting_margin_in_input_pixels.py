"""The margin is measured in pixels of the input

You divide the margin by the stride, as if it were counted in pixels of the input. It is
counted in positions of the output, the same as everywhere in this assignment. With a stride
of one there is no difference; with larger strides your margin is too thin, and the spoiled
band gets into the comparison.

Take an output of ten columns and a margin of two: the columns 2 to 7 remain, whatever the
stride was. How many remain in your version with a stride of two? Print your lists for a
strided convolution and growing margins, and look where the first shift appears.
"""

from equivariance import shift2d


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(1, max_shift + 1):
        shifted = shift2d(output, 0, d // stride)
        if _gap(f(shift2d(x, 0, d)), shifted, margin // stride) <= atol:
            kept.append(d)
    return kept
