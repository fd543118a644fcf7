"""The risk is judged by a ratio without its fraction

The ratio that you return is right, but the word beside it sometimes is one step too
low. You decide with a ratio whose fraction was cut off. A ratio a little above ten is
cut to ten, and ten is not above ten, so "medium" comes out where it should be "high".
The same happens just above one.

Take three parameters and two examples. The ratio is one and a half, which is above one.
Which word do you get? The rule says that the very ratio that you return decides.
Compare the number that you return with the number that your conditions look at.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    whole = n_params // n_examples
    return n_params / n_examples, "high" if whole > 10 else "medium" if whole > 1 else "low"
