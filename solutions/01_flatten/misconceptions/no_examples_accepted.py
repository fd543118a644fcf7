"""Too few examples are not refused

Without any training example there is no ratio, and a negative number of examples makes
no sense. Your function has no check of its own for this. With zero, Python stops on the
division, with a message that says nothing about examples; with a negative number, a
ratio comes out that means nothing, and the risk is even called low.

The contract asks for an error of one certain kind, with the offending number in its
message, for everything below one. Call your function with zero and with a negative
number, and read what a caller would see in each case.
"""


def overfit_risk(n_params, n_examples):
    ratio = n_params / n_examples
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"
