"""The word comes first and the ratio second

Both parts of your answer are there, but in the other order. Whoever takes the answer
apart gets the word where the number should be. Python does not complain at that point:
the mistake shows up later, for example when somebody tries to calculate with a word.

A function that returns two things makes a promise about their order. Look at the
signature in the handout: behind the arrow it says what comes first and what comes
second. Call your function for an easy case, look at the first part of the answer alone,
and compare it with that promise.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = n_params / n_examples
    return "high" if ratio > 10 else "medium" if ratio > 1 else "low", ratio
