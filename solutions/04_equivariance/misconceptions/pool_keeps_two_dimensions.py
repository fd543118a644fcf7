"""Two dimensions of size one are left over

Your result has the shape `(N, K, 1, 1)`: the mean is right, but it still looks like a
picture of a single pixel. PyTorch's adaptive pooling layer gives just that. The task asks
for one number per image and channel, in a table with N rows and K columns.

Print the shape for two images with three channels: it should be `(2, 3)`. A dense layer
after it wants exactly this table; with two more dimensions it would treat the last one, of
size one, as its inputs. Which dimensions have done their duty after pooling, and which must
stay even when they are of size one?
"""


def global_average_pool(features):
    return features.mean(dim=(-2, -1), keepdim=True)
