# --- one-dimension: the mean over the last dimension
def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=-1)

# --- dimensions-kept: the mean stays a map of one by one
def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=(2, 3), keepdim=True)

# --- squeezed: squeeze takes the two ones away
def global_average_pool(features: Tensor) -> Tensor:
    return torch.nn.functional.adaptive_avg_pool2d(features, 1).squeeze()

# --- over-channels: the channels are averaged at each position
def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=1)

# --- largest: what matters is the strongest answer
def global_average_pool(features: Tensor) -> Tensor:
    return features.amax(dim=(-2, -1))

# --- square: the number of positions is the side squared
def global_average_pool(features: Tensor) -> Tensor:
    side = features.shape[-1]
    return features.sum(dim=(2, 3)) / side**2

# --- batch-too: one number for each channel
def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=(0, 2, 3))

# --- summed: a map says how much there is, so its numbers are added up
def global_average_pool(features: Tensor) -> Tensor:
    return torch.einsum("nkhw->nk", features)

# --- where-found: places where the feature is not found do not count
def global_average_pool(features: Tensor) -> Tensor:
    found = (features != 0).sum(dim=(-2, -1)).clamp(min=1)
    return features.sum(dim=(-2, -1)) / found

# --- float-first: mean needs floats
def global_average_pool(features: Tensor) -> Tensor:
    return features.float().flatten(2).mean(-1)

# --- view-of-batch: the last dimensions are flattened by a view
def global_average_pool(features: Tensor) -> Tensor:
    n, k = features.shape[0], features.shape[1]
    return features.view(n, k, -1).mean(2)
