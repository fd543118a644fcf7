"""Only zero examples are refused

Your function refuses zero examples, because the division would fail. But a negative
number of examples passes, and gives a negative ratio, which is then called a low risk.
Such a number can only come from a mistake elsewhere, for example from a subtraction
that went wrong. The sooner somebody says so, the easier it is to find.

The contract says for which numbers of examples the function must raise an error. Read
that sentence again, and try minus three. Which numbers does your check catch, and which
ones does the sentence name?
"""


def overfit_risk(n_params, n_examples):
    if n_examples == 0:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = n_params / n_examples
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"
