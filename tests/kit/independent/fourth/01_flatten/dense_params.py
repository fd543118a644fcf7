# --- takes-inputs-away: without bias it subtracts one number for each input, not for each output; with bias=False unless both are equal
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    total = (n_in + 1) * n_out
    if not bias:
        total -= n_in
    return total


# --- counts-in-a-tensor: the product is made in int64, so it wraps around; on counts of twenty digits
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = torch.tensor([n_in, n_out]).prod()
    biases = torch.tensor(n_out if bias else 0)
    return (weights + biases).item()
