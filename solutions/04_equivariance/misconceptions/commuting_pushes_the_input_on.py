"""The given picture itself is pushed on, round by round

Each round of your loop moves the picture that you were given by one more column, in its
own memory. The first list is right. But afterwards the picture is spoiled: what fell
off on the right is lost, and zeros stand on the left. Whoever asks a second question
about the same picture gets an answer about another one.

Take the line 3 1 4 1 5 9 and an f that keeps every second number. Ask for the shifts up
to four, twice in a row, and print the line after each call. It must still be 3 1 4 1 5
9. With how many zeros does yours begin? Go through the tensors that your loop writes
into, and say for each of them who made it.
"""

from equivariance import shift2d


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x).clone()
    kept = []
    for d in range(1, max_shift + 1):
        x.copy_(shift2d(x, 0, 1))
        if _gap(f(x), shift2d(output, 0, d // stride), margin) <= atol:
            kept.append(d)
    return kept
