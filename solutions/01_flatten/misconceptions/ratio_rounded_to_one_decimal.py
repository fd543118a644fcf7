"""The ratio is rounded to one decimal

Your ratio has a single digit after the point, and the others are lost. This is more
than a matter of looks. A small ratio can vanish: one parameter on thirty examples
becomes zero, as if there were no parameter at all. And the risk is then judged by the
rounded number, so close to a limit the word can come out wrong, too.

Take 51 parameters and 50 examples and divide by hand. The ratio is a little above one.
Which number does your function give, and which word stands beside it? Then try one
parameter on thirty examples. A number may be rounded when it is printed for a person.
Here it is an answer that other code may go on to use.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = round(n_params / n_examples, 1)
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"
