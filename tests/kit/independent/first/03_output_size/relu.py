# --- times-the-mask: minus infinity times zero is NaN; shows on -inf
def relu(x):
    return x * (x > 0)

# --- where-loses-nan: a NaN is not above zero, so it becomes zero; shows on NaN
def relu(x):
    return torch.where(x > 0, x, torch.zeros_like(x))

# --- clamps-in-place: changes its input; shows on any negative number
def relu(x):
    return x.clamp_(min=0)

# --- absolute-value: mirrors what is negative; shows on -2
def relu(x):
    return torch.abs(x)

# --- largest-of-each-row: torch.max with 0 as the dimension; shows on any matrix
def relu(x):
    return torch.max(x, 0).values

# --- numpy-array: gives an array of numpy; shows on every input
def relu(x):
    import numpy as np
    return np.maximum(0, x.numpy())

# --- half-of-sum-and-size: (x + |x|) / 2 is NaN at minus infinity; shows on -inf
def relu(x):
    return (x + x.abs()) / 2

# --- hands-back-when-nothing-to-do: gives the input itself if nothing is negative; shows on positive numbers
def relu(x):
    if (x >= 0).all():
        return x
    return torch.clamp(x, min=0)

# --- leaky: keeps a hundredth of what is negative; shows on -2
def relu(x):
    return torch.where(x < 0, 0.01 * x, x)

# --- loops-over-a-matrix: two loops, so only matrices work; shows on one or three dimensions
def relu(x):
    out = x.clone()
    rows, cols = x.shape
    for i in range(rows):
        for j in range(cols):
            if out[i, j] < 0:
                out[i, j] = 0
    return out
