"""The images of the batch are averaged as well

You average over the images, too: one number per channel is left for the whole batch. Batch
normalisation computes such a mean. But here each image needs an answer of its own: a cat in
the first picture says nothing about the second.

Take two images with one channel, the first all 0, the second all 10. The result should have
two rows: 0 and 10. If you get a 5, a picture has been described that nobody took. Go
through the dimensions of `(N, K, H, W)` one by one, and say for each whether it counts
things that must be kept apart.
"""


def global_average_pool(features):
    return features.mean(dim=(0, 2, 3))
