# --- way-back: to undo a shuffle one needs its inverse
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    back = torch.argsort(perm)
    return weight[:, back]

# --- rows: the shuffle exchanges the rows of the weights
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight[perm]

# --- one-after-the-other: the columns can be moved inside the copy, one after the other
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    w = weight.clone()
    for j in range(len(perm)):
        w[:, j] = w[:, perm[j]]
    return w

# --- nothing-to-do: where nothing moves the weights can be handed back as they are
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    if torch.equal(perm, torch.arange(len(perm), device=perm.device)):
        return weight
    return weight[:, perm]

# --- left-lying: after the transpose the rows are the pixels, and that is how the weights come back
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return weight.t()[perm]

# --- eye-of-floats: torch.eye makes a permutation matrix for weights of any dtype
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    p = torch.eye(len(perm))[perm]
    return weight @ p.T

# --- first-row-only: gather takes the columns of all rows if one gives it the permutation once
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    return torch.gather(weight, 1, perm.unsqueeze(0))

# --- swaps-in-the-input: the weights may be put in order in place
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    weight[:] = weight[:, perm]
    return weight
