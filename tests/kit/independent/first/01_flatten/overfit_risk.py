# --- upside-down: examples for each parameter; shows on (785_000, 60_000)
def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"n_examples must be at least 1, got {n_examples}")
    ratio = n_examples / n_params
    if ratio > 10:
        return ratio, "high"
    if ratio > 1:
        return ratio, "medium"
    return ratio, "low"

# --- limits-belong-above: exactly 10 is called high and exactly 1 medium; shows on (10, 1)
def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"need at least one example, not {n_examples}")
    ratio = n_params / n_examples
    risk = "high" if ratio >= 10 else "medium" if ratio >= 1 else "low"
    return ratio, risk

# --- whole-numbers-only: floor division loses the fraction, and gives an int; shows on (3, 2)
def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(n_examples)
    ratio = n_params // n_examples
    if ratio > 10: return ratio, "high"
    elif ratio > 1: return ratio, "medium"
    else: return ratio, "low"

# --- rounded-to-print: gives the ratio rounded to two places; shows on (785_000, 60_000)
def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"n_examples = {n_examples}")
    ratio = n_params / n_examples
    label = "low"
    if ratio > 1:
        label = "medium"
    if ratio > 10:
        label = "high"
    return round(ratio, 2), label

# --- label-first: the pair is in the other order; shows on every input
def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"n_examples must be positive: {n_examples}")
    ratio = n_params / n_examples
    if ratio > 10:
        return "high", ratio
    if ratio > 1:
        return "medium", ratio
    return "low", ratio

# --- medium-asked-first: the test for medium comes before that for high, so high never comes; shows on (785_000, 60_000)
def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"n_examples must be positive: {n_examples}")
    ratio = n_params / n_examples
    if ratio > 1:
        risk = "medium"
    elif ratio > 10:
        risk = "high"
    else:
        risk = "low"
    return ratio, risk

# --- zero-passes: refuses negative numbers only, so 0 gives ZeroDivisionError; shows on (10, 0)
def overfit_risk(n_params, n_examples):
    if n_examples < 0:
        raise ValueError(f"n_examples is {n_examples}")
    ratio = n_params / n_examples
    return ratio, ("high" if ratio > 10 else "medium" if ratio > 1 else "low")

# --- negative-passes: refuses 0 only; shows on (10, -5)
def overfit_risk(n_params, n_examples):
    if n_examples == 0:
        raise ValueError(f"n_examples is {n_examples}")
    ratio = n_params / n_examples
    return ratio, ("high" if ratio > 10 else "medium" if ratio > 1 else "low")

# --- no-examples-is-infinite: gives inf and high instead of raising; shows on (10, 0)
def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        return float("inf"), "high"
    ratio = n_params / n_examples
    return ratio, ("high" if ratio > 10 else "medium" if ratio > 1 else "low")

# --- label-of-the-whole-part: the fraction is dropped before the risk is decided; shows on (21, 2)
def overfit_risk(n_params, n_examples):
    if n_examples < 1:
        raise ValueError(f"n_examples must be at least 1, not {n_examples}")
    ratio = n_params / n_examples
    whole = int(ratio)
    return ratio, ("high" if whole > 10 else "medium" if whole > 1 else "low")
