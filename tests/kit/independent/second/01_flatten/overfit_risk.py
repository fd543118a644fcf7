# --- upside-down: examples for each parameter
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"n_examples={n_examples} is below 1")
    ratio = n_examples / n_params
    return ratio, "high" if ratio > 10 else "medium" if ratio > 1 else "low"

# --- limits-included: the limits belong to the higher risk
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"n_examples={n_examples} is below 1")
    ratio = n_params / n_examples
    if ratio >= 10:
        return ratio, "high"
    elif ratio >= 1:
        return ratio, "medium"
    else:
        return ratio, "low"

# --- whole-division: parameters for each example are counted in whole numbers
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"n_examples={n_examples} is below 1")
    ratio = float(n_params // n_examples)
    return ratio, ("high" if ratio > 10 else "medium" if ratio > 1 else "low")

# --- only-zero: only a zero is a bad number of examples, since one cannot divide by it
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples == 0:
        raise ValueError(f"n_examples is {n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

# --- medium-first: the smaller limit is asked first, the larger one after it
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"got {n_examples} examples")
    ratio = n_params / n_examples
    if ratio > 1:
        risk = "medium"
    elif ratio > 10:
        risk = "high"
    else:
        risk = "low"
    return ratio, risk

# --- one-is-too-few: one example is not enough either
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples <= 1:
        raise ValueError(f"too few examples: {n_examples}")
    ratio = n_params / n_examples
    return ratio, {0: "low", 1: "medium", 2: "high"}[(ratio > 1) + (ratio > 10)]

# --- rounded: two decimals are enough for a warning sign
def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    if n_examples < 1:
        raise ValueError(f"got {n_examples} examples")
    ratio = round(n_params / n_examples, 2)
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"
