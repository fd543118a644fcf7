"""The shifts wrap around the picture

Inside this function your shifts wrap around: what leaves on the right comes in again on the
left. With a wide margin that makes no difference. Without one, or with a shift past the
edge, the numbers that came round are compared with others, and the list changes.

Take the line 3 1 4 1 5 9 and keep every second number: 3 4 5. Shift the line right by two,
once with zeros coming in and once with 5 9, and write both outputs down. The task has a
shift of its own, with zeros. It should be used for input and output alike.
"""


def _gap(a, b, margin):
    height, width = a.shape[-2:]
    difference = (a - b).abs()
    return difference[..., margin : height - margin, margin : width - margin].max().item()


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    output = f(x)
    kept = []
    for d in range(1, max_shift + 1):
        if _gap(f(x.roll(d, -1)), output.roll(d // stride, -1), margin) <= atol:
            kept.append(d)
    return kept
