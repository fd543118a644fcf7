# --- puts-instead-of-takes: moves column j to place perm[j], which is the way back; on a circle of three pixels
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    result = torch.empty_like(weight)
    for j, place in enumerate(perm.tolist()):
        result[:, place] = weight[:, j]
    return result


# --- reads-its-own-writing: copies column after column inside one tensor and takes columns that were overwritten; on any shuffle that moves something
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    w = weight.clone()
    n = w.shape[1]
    for j in range(n):
        w[:, j] = w[:, int(perm[j])]
    return w


# --- float32-permutation-matrix: multiplies with a matrix of ones and zeros that is always float32; on weights in float64
def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    n = weight.shape[1]
    P = torch.eye(n)[perm]  # P @ x == x[perm]
    return weight @ P.T
