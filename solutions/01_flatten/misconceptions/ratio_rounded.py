"""The ratio is rounded before it is used

Your ratio has few digits after the point: it was rounded. That looks tidy when printed,
but whoever uses the number further gets the rounding error with it. It can also move
the answer across a limit: a ratio a tiny bit above ten becomes exactly ten, and is no
longer above it.

Try a hundred thousand and one parameters on ten thousand examples. The ratio is a
little above ten, so the risk is high. What does your function say? Rounding is for the
moment when a number is shown to a person. Until then, keep all the digits that you
have.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = round(n_params / n_examples, 2)
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"
