# --- bias-for-each-input: one bias for each input instead of each output; shows on (784, 1000)
def dense_params(n_in, n_out, bias=True):
    n = n_in * n_out
    if bias:
        n += n_in
    return n

# --- one-bias-in-all: a single bias for the whole layer; shows on (784, 1000)
def dense_params(n_in, n_out, bias=True):
    return n_in * n_out + bias

# --- flag-not-read: the bias is always counted; shows on bias=False
def dense_params(n_in, n_out, bias=True):
    return (n_in + 1) * n_out

# --- if-else-swallows-the-product: the conditional takes in the whole sum, so without bias it gives 0; shows on bias=False
def dense_params(n_in, n_out, bias=True):
    return n_in * n_out + n_out if bias else 0

# --- asks-nn-linear: builds the layer and counts, which needs memory for every weight; shows on 10**6 by 10**6
def dense_params(n_in, n_out, bias=True):
    layer = torch.nn.Linear(n_in, n_out, bias=bias)
    return sum(p.numel() for p in layer.parameters())

# --- bias-is-a-number: takes `bias` for the value of the bias and adds it n_in times; shows on (3, 5)
def dense_params(n_in, n_out, bias=True):
    return n_in * (n_out + int(bias))
