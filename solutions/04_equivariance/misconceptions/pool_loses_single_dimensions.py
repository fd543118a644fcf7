"""Dimensions of size one disappear

With several images and channels your result is right. With a batch of one image, or with
one channel, a dimension is missing: you drop every dimension of size one, not only the two
that were pooled.

Try features of shape `(1, 3, 4, 4)`. The result should be `(1, 3)`: one image, three
channels. If it is `(3,)`, the batch is gone, and the dense layer that follows takes the
three channels for three images. This bug hides through all of training, where batches are
large, and bites on the first single picture. Which dimensions exactly do you want to be rid
of?
"""


def global_average_pool(features):
    return features.mean(dim=(-2, -1), keepdim=True).squeeze()
