"""The layer is run on the picture itself

You give the picture straight to the layer. For the first layer of a network that is what
happens in the forward pass, so a test on a first layer passes. Any later layer expects the maps
of the one before it, with other channels and another size: either it refuses the picture, or,
for a ReLU or a pooling, it quietly gives something that never occurs in the model. What a layer
does in a network depends on all that comes before it. Take a pooling after a convolution, on
paper: which numbers should it pool? So the whole model has to run, and the layer has to be
watched meanwhile. How?
"""


def feature_maps(model, layer, x):
    return layer(x.clone()).detach().clone()
