"""The ratio is cut to a whole number

Your ratio has no fraction part: 785,000 parameters on 60,000 examples give thirteen and
not a bit more. What comes after the point is cut away. That also moves the limits: a
ratio a little above ten is cut to ten, and ten is not above ten, so the risk comes out
too low.

Try three parameters on two examples. One and a half is the ratio, and it is above one.
What does your function say, and which word does it choose? Python has two ways to
divide, one that keeps the fraction and one that does not. A ratio wants the first.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = float(n_params // n_examples)
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"
