"""The output of f is shifted in its own memory

You write the shifted numbers over the output that f gave you. Often this does no harm,
because f has made a new tensor. But an f may hand back its input, or a view of it, such
as the picture with two dimensions swapped. Then your shift moves `x` as well. The gap
can still be right, but the picture is spoiled for the next question.

Let f be a function that only returns its input. Print a small picture, measure the gap
for a shift right by one, and print the picture again. Both must be the same. Then say
for each tensor in your function who made it: you, f, or the caller. Which of them may
you write into?
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    of_shifted = f(shift2d(x, dy, dx))
    output = f(x)
    output.copy_(shift2d(output, dy, dx))
    return _inside(of_shifted - output, margin).abs().max().item()
