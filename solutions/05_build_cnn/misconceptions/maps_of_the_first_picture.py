"""Only the first picture of the batch

You return the maps of the first picture and drop the rest: one dimension is missing, and with
it all other pictures of the batch. With a batch of one nothing is lost but the dimension. The
task asks for what the layer gives, and a layer gives a batch: (N, K, h, w). Whoever wants the
first picture can take it out later, and whoever wants to compare the maps of ten pictures needs
them all. Compare the shape of your result with that of the layer's output when you call it on a
batch of two. At which place do you pick out a part of what the layer said?
"""

from build_cnn import feature_maps as _feature_maps


def feature_maps(model, layer, x):
    return _feature_maps(model, layer, x)[0]
