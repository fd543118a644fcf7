"""Exactly one for each example counts as medium

With exactly as many parameters as examples you say "medium". The rule says that the
risk is medium above one, and one is not above one. The slip shows only on the line
itself: a little below and a little above, everything is right.

When a rule has limits, try the limits themselves. Take seven parameters and seven
examples, then eight parameters and seven examples, and read the rule aloud for both. Do
the same at the other limit, and note that your function treats the two limits in
different ways, although the rule uses the same word for both.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = n_params / n_examples
    return ratio, "high" if ratio > 10 else "medium" if ratio >= 1 else "low"
