# --- undoes-by-the-inverse: uses the inverse permutation; shows on perm (2, 0, 1)
def shuffle_weights(weight, perm):
    return weight[:, torch.argsort(perm)]

# --- rows-shuffled: permutes the outputs instead of the pixels; shows on a square weight with perm (2, 0, 1)
def shuffle_weights(weight, perm):
    return weight[perm]

# --- in-place: overwrites the weights that came in; shows on every perm that moves something
def shuffle_weights(weight, perm):
    weight[:] = weight[:, perm]
    return weight

# --- same-object-for-identity: hands back the input where nothing moves; shows on perm arange(n)
def shuffle_weights(weight, perm):
    if torch.equal(perm, torch.arange(len(perm))):
        return weight
    return weight[:, perm]

# --- single-precision: fills a float32 matrix, so float64 weights lose digits; shows on float64
def shuffle_weights(weight, perm):
    m, n = weight.shape
    w = torch.zeros(m, n)
    for j in range(n):
        w[:, j] = weight[:, perm[j]]
    return w

# --- left-transposed: transposes to index rows and does not transpose back; shows on every input
def shuffle_weights(weight, perm):
    return weight.T[perm]

# --- multiplied-from-the-wrong-side: a permutation matrix without its transposition; shows on perm (2, 0, 1)
def shuffle_weights(weight, perm):
    p = torch.eye(len(perm), dtype=weight.dtype)[perm]
    return weight @ p
