"""The model is left in evaluation mode

You switch the model to evaluation mode before you run it, and it stays there. The task says
that the mode is as it was: whoever looks at maps in the middle of training would go on training
with dropout and batch norm asleep, for no visible reason. To look should not be to touch. List
the modes of all parts, `[m.training for m in model.modules()]`, before and after a call. The
maps asked for are those that the layer gives while `model(x)` runs, in the mode that the model
is in. Is there then any need for a switch at all?
"""

from build_cnn import feature_maps as _feature_maps


def feature_maps(model, layer, x):
    model.eval()
    return _feature_maps(model, layer, x)
