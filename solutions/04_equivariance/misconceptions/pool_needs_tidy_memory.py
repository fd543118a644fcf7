"""Features must lie in one piece in memory

Ordinary tensors work; features that were permuted, transposed or cut out of a larger tensor
stop with an error about their memory. They are a different way of looking at numbers that
lie elsewhere in another order, and cannot be looked at in a new shape without moving the
numbers.

Try features whose channels came last and were permuted to the front, as pictures from a
file often are. The mean must be the same as for a fresh copy. The message that you see
names the remedy. But think also whether you have to change the shape at all: a mean can be
taken over two dimensions at once.
"""


def global_average_pool(features):
    images, channels, height, width = features.shape
    return features.view(images, channels, height * width).mean(dim=-1)
