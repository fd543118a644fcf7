"""The model's result, not the layer's

You return what the whole model gives at its end. For its last layer that is right, for all
others it is not: the shape is that of scores, or of the last maps, whichever layer was asked
for. Take a convolution that is followed by a ReLU: the maps before the ReLU have negative
entries and yours have none. The result of `model(x)` is only the end of the road, and you want
to know what was said halfway. The call is still needed, to make everything happen. But who
tells you what the layer gave, while the numbers pass by? Look at what a hook is handed.
"""


def feature_maps(model, layer, x):
    return model(x.clone()).detach().clone()
