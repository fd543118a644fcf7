# --- one-bias: a layer has one bias
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    n = n_in * n_out
    if bias:
        n += 1
    return n

# --- bias-per-input: every input brings a bias along
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    return n_in * n_out + (n_in if bias else 0)

# --- flag-forgotten: the biases are always counted; the flag is not looked at
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    weights = n_in * n_out
    biases = n_out
    return weights + biases

# --- one-more-on-both-sides: with a bias there is one more unit on the input side and on the output side
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    if bias:
        return (n_in + 1) * (n_out + 1)
    return n_in * n_out

# --- without-by-default: a plain dense layer has no biases unless they are asked for
def dense_params(n_in: int, n_out: int, bias: bool = False) -> int:
    return n_in * n_out + n_out * bias

# --- brackets-missing: without biases nothing is added, written in one line (the zero stands for the whole sum)
def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    return n_in * n_out + n_out if bias else 0
