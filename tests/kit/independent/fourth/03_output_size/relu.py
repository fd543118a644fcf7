# --- mean-with-its-size: uses the formula (x + |x|) / 2, which is not a number at minus infinity; on minus infinity
def relu(x: Tensor) -> Tensor:
    return (x + x.abs()) / 2


# --- only-matrices: loops over rows and columns; on tensors that have not two dimensions
def relu(x: Tensor) -> Tensor:
    out = x.clone()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] < 0:
                out[i, j] = 0
    return out
