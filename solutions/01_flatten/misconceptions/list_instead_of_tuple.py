"""The two answers come in a list

Both answers are right, and in the right order, but they come in a list where a tuple is
asked for. For reading there is little difference. But a list says: there may be more or
fewer of these, and you may change them. A tuple says: these two belong together, and
that is all. In Python a list is never equal to a tuple, even with the same things in
it.

Look at what the signature promises behind its arrow, and at the kind of brackets that
you use where you give the answer back. Ask Python for the type of your result.
"""


def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least 1 example, not {n_examples}")
    ratio = n_params / n_examples
    return [ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"]
