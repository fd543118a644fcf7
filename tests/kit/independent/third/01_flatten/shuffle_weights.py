# --- assigns-the-columns: writes column j to place perm[j]
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    w = torch.empty_like(weight)
    w[:, perm] = weight
    return w


# --- over-itself: copies the columns one by one within the same tensor, and reads what it has already overwritten
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    w = weight.clone()
    for j in range(w.shape[1]):
        w[:, j] = w[:, perm[j]]
    return w


# --- permutation-matrix-turned: multiplies with the identity whose rows are shuffled, not its columns
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    n = perm.shape[0]
    P = torch.eye(n, dtype=weight.dtype, device=weight.device)[perm]
    return weight @ P


# --- zeros-first: fills a table that torch.zeros makes in float32
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    m, n = weight.shape
    w = torch.zeros(m, n)
    for i in range(m):
        for j in range(n):
            w[i, j] = weight[i, perm[j]]
    return w


# --- flat-index: reckons the places in memory with view(-1), which weights out of order do not have
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    m, n = weight.shape
    index = (torch.arange(m, device=perm.device)[:, None] * n + perm[None, :]).view(-1)
    return weight.view(-1)[index].view(m, n)
