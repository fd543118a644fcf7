"""The ratio is upside down

You give examples for each parameter; parameters for each example are asked for. Your
number is one divided by the right one. So a huge network on few images looks harmless,
and a tiny network on many images looks dangerous: the warning points the wrong way.

Take a hundred parameters and ten examples. Each example has to pin down ten parameters,
so the answer begins with ten. Say the unit aloud, "parameters per example", and see
which of the two numbers it names first. Then think about which of two networks you
would trust less, the larger one or the smaller.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = n_examples / n_params if n_params else float("inf")
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"
