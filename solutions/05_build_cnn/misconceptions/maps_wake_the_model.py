"""The model is put into training mode afterwards

You switch the model to evaluation mode, run it, and switch it to training mode at the end. If
it was in evaluation mode before, it comes back awake: dropout drops, and batch norm changes
with every picture that passes. Looking at a map has changed the answers of the model. And even
in a model that was training, some parts may have been in evaluation mode on purpose. List the
modes of all parts before and after a call; the two lists should be equal. The maps asked for
are those that `model(x)` gives as the model is. Would anything be wrong if you did not touch
the mode at all?
"""

from build_cnn import feature_maps as _feature_maps


def feature_maps(model, layer, x):
    model.eval()
    try:
        return _feature_maps(model, layer, x)
    finally:
        model.train()
