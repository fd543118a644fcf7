# --- square-of-the-width: divides the sum by the width squared
def global_average_pool(features: Tensor) -> Tensor:
    n = features.shape[-1]
    return features.sum(dim=(2, 3)) / n**2


# --- views: flattens with view, which maps out of order refuse
def global_average_pool(features: Tensor) -> Tensor:
    N, K = features.shape[:2]
    return features.view(N, K, -1).mean(2)


# --- kept-and-largest: two mistakes, the largest instead of the mean, and the dimensions are kept
def global_average_pool(features: Tensor) -> Tensor:
    return features.amax(dim=(2, 3), keepdim=True)
