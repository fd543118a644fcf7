# --- channels-last: takes the mean over dimensions 1 and 2, where Keras has the positions; on every map
def global_average_pool(features: Tensor) -> Tensor:
    return features.mean(dim=(1, 2))


# --- square-of-the-side: adds up and divides by the width squared; on maps that are not square
def global_average_pool(features: Tensor) -> Tensor:
    n, k = features.shape[:2]
    sums = features.reshape(n, k, -1).sum(dim=2)
    return sums / features.size(3) ** 2
