# --- ones-kept: keeps the two dimensions of size 1; shows on every input
def global_average_pool(features):
    return torch.nn.functional.adaptive_avg_pool2d(features, 1)

# --- everything-squeezed: squeeze takes away the batch or channel of 1 too; shows on one image
def global_average_pool(features):
    return torch.nn.functional.adaptive_avg_pool2d(features, 1).squeeze()

# --- channels-last: averages over dimensions 1 and 2, as for (N, H, W, K); shows on every input
def global_average_pool(features):
    return features.mean(dim=(1, 2))

# --- sum-for-mean: adds up and does not divide; shows on 2x2 maps
def global_average_pool(features):
    return features.sum(dim=(2, 3))

# --- largest-for-mean: the maximum of each channel; shows on every map with different numbers
def global_average_pool(features):
    return features.amax(dim=(-2, -1))

# --- batch-averaged-too: one number for each channel in all; shows on two images
def global_average_pool(features):
    return features.mean(dim=(0, 2, 3))

# --- view-of-a-view: view needs contiguous memory; shows on features that were transposed
def global_average_pool(features):
    n, k, h, w = features.shape
    return features.view(n, k, h * w).mean(2)

# --- divided-by-height-squared: takes the maps for square; shows on 2x4 maps
def global_average_pool(features):
    h = features.shape[2]
    return features.sum(dim=[2, 3]) / h ** 2
