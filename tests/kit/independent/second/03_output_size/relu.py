# --- times-mask: multiply by whether the number is positive
def relu(x: Tensor) -> Tensor:
    return x * (x > 0)

# --- where-positive: what is not positive becomes zero
def relu(x: Tensor) -> Tensor:
    return torch.where(x > 0, x, torch.zeros_like(x))

# --- in-place: a ReLU may work in place
def relu(x: Tensor) -> Tensor:
    return x.clamp_(min=0)

# --- leaky: a small slope is left for negative numbers, so that no unit dies
def relu(x: Tensor) -> Tensor:
    return torch.where(x < 0, 0.01 * x, x)

# --- six: the numbers are cut off at six as well
def relu(x: Tensor) -> Tensor:
    return x.clamp(0, 6)

# --- other-side: clamp with max keeps the larger of the two
def relu(x: Tensor) -> Tensor:
    return x.clamp(max=0)

# --- python-list: a list of numbers makes the same tensor again
def relu(x: Tensor) -> Tensor:
    values = [v if v != v else max(v, 0.0) for v in x.flatten().tolist()]
    return torch.tensor(values).reshape(x.shape)

# --- nothing-negative: where nothing is negative, x is the result
def relu(x: Tensor) -> Tensor:
    if not (x < 0).any():
        return x
    out = x.clone()
    out[out < 0] = 0
    return out
