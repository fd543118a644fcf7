"""A single example is refused

Your function raises an error for a training set of one example. One is few, but it is a
legal number: the ratio is then simply the number of parameters. The contract refuses
what is below one, and one is not below one. It is a slip by one step, in the comparison
that guards the function.

Try the numbers zero, one and two, and say for each beforehand whether there should be
an answer. Checks at a limit go wrong by one so often that it is worth trying the limit
itself and its two neighbours, every time.
"""


def overfit_risk(n_params, n_examples):
    if n_examples <= 1:
        raise ValueError(f"need more than 1 example, not {n_examples}")
    ratio = n_params / n_examples
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"
