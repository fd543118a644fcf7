"""Both limits belong to the higher risk

On the limits themselves your answers are one step too high: exactly ten for each
example is "high" and exactly one is "medium". The rule says above, both times, and a
number is not above itself. Everywhere else your answers are right, which is why
ordinary examples do not show the slip.

When a rule has limits, try the limits. Take ten parameters and one example, then one
parameter and one example. Read the rule aloud for each and write down what it says
before you run your function. Then look at the two comparisons that decide.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = n_params / n_examples
    return ratio, "high" if ratio >= 10 else "medium" if ratio >= 1 else "low"
