# --- bias-per-input: one bias for each input instead of one for each output
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    params = n_in * n_out
    if bias:
        params = params + n_in
    return params


# --- plus-true: adds the flag itself, so a single bias for the whole layer
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    return n_in * n_out + bias


# --- build-and-count: builds the layer and counts it, which ends where memory ends
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    layer = torch.nn.Linear(n_in, n_out, bias=bias, device="meta")
    return sum(p.numel() for p in layer.parameters())
