# --- rounded: rounds the ratio to two digits for reading; wherever it has more of them
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"n_examples must be at least 1, got {n_examples}")
    ratio = round(n_params / n_examples, 2)
    if ratio > 10:
        word = "high"
    elif ratio > 1:
        word = "medium"
    else:
        word = "low"
    return ratio, word


# --- compares-whole-numbers: decides by exact products and not by the ratio that it returns; on huge numbers a hair above a limit
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError("n_examples is " + str(n_examples))
    risk = "low"
    if n_params > n_examples:
        risk = "medium"
    if n_params > 10 * n_examples:
        risk = "high"
    return n_params / n_examples, risk


# --- limits-go-up-only-zero-raises: two mistakes, a ratio at a limit gets the higher word, and only 0 examples raise; on ratios of 10 and 1, and on a negative number of examples
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples == 0:
        raise ValueError(f"cannot divide by {n_examples} examples")
    r = n_params / n_examples
    return (r, "high" if r >= 10 else "medium" if r >= 1 else "low")
