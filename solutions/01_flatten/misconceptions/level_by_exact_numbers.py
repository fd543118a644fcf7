"""The risk is judged by exact whole numbers, not by the ratio

The ratio that you return is right, and so is the word for nearly all numbers. But the
word is decided by something else: you compare the two whole numbers themselves. They
are exact, while a float keeps about sixteen digits. With very large numbers the two can
differ, and then the word does not belong to the number beside it. Being exact is a good
habit for counts. Here the handout names what decides, so that both answers agree.

Take 10**17 + 1 parameters and 10**16 examples. Print both answers of your function.
Then show only the number to a friend, together with the rule. Which word would your
friend choose?
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = n_params / n_examples
    if n_params > 10 * n_examples:
        return ratio, "high"
    if n_params > n_examples:
        return ratio, "medium"
    return ratio, "low"
