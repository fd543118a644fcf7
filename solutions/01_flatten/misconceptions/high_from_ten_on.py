"""Exactly ten for each example counts as high

At exactly ten parameters for each example you say "high". The rule says that the risk
is high above ten, and ten is not above ten. It is the kind of slip that shows only on
the line itself: just below and just above, everything is right.

When a rule has limits, try the limits themselves. Take ten parameters and one example,
then eleven parameters and one example, and read the rule aloud for both. Do the same at
the other limit, and note that your function treats the two limits in different ways,
although the rule uses the same word for both.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = n_params / n_examples
    return ratio, "high" if ratio >= 10 else "medium" if ratio > 1 else "low"
