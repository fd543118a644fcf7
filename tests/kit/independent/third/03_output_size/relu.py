# --- mask-times-x: multiplies by the mask; zero times infinity is not a number
def relu(x: Tensor) -> Tensor:
    return x * (x > 0)


# --- where-positive: takes x where it is positive, which turns a NaN into zero
def relu(x: Tensor) -> Tensor:
    return torch.where(x > 0, x, torch.zeros_like(x))


# --- assigns-zero: writes zeros into the tensor that came in
def relu(x: Tensor) -> Tensor:
    x[x < 0] = 0
    return x


# --- nothing-to-do: gives x itself back where nothing is negative
def relu(x: Tensor) -> Tensor:
    if x.numel() == 0 or x.min() >= 0:
        return x
    return torch.clamp(x, min=0)
