"""Every position counts, the margin is forgotten

You compare all positions, whatever margin is given. A convolution with padding is spoiled
at the border by every shift, so your list for it is nearly always empty, or holds only what
happens to fit.

Take a convolution with stride two and padding one, and look at the table of differences for
a shift by two. Only the first and the last columns differ; inside, all is zero. With a
margin that covers them the 2 belongs to the list. Print your lists for the margins 0, 1, 2
and 3: they should grow. Where in your code would the margin have to appear?
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
        if _gap(f(shift2d(x, 0, d)), shift2d(output, 0, d // stride), 0) <= atol:
            kept.append(d)
    return kept
