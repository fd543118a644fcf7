# --- at-least: "above 10" read as "10 or above", and the same at 1
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"n_examples must be at least 1, got {n_examples}")
    ratio = n_params / n_examples
    if ratio >= 10:
        return ratio, "high"
    if ratio >= 1:
        return ratio, "medium"
    return ratio, "low"


# --- rounded: rounds the ratio to two places, and lets that decide
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"n_examples is {n_examples}")
    ratio = round(n_params / n_examples, 2)
    if ratio > 10:
        risk = "high"
    elif ratio > 1:
        risk = "medium"
    else:
        risk = "low"
    return ratio, risk


# --- medium-first: asks for 1 before it asks for 10, so that nothing is ever high
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"no examples: {n_examples}")
    ratio = n_params / n_examples
    if ratio > 1:
        risk = "medium"
    elif ratio > 10:
        risk = "high"
    else:
        risk = "low"
    return (ratio, risk)


# --- whole-numbers-decide: compares n_params with 10 * n_examples, not the ratio that is returned
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"n_examples = {n_examples} is below 1")
    if n_params > 10 * n_examples:
        word = "high"
    elif n_params > n_examples:
        word = "medium"
    else:
        word = "low"
    return n_params / n_examples, word


# --- word-first: gives the word before the ratio
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"n_examples: {n_examples}")
    ratio = n_params / n_examples
    return ("high" if ratio > 10 else "medium" if ratio > 1 else "low"), ratio
