"""The maps are added up without weights

You add up the maps as they are. So your picture shows where the layer is active at all, and it
is the same for each class. What makes it the map of one class are the weights: how much does
this map matter for that score? You can tell at once by asking for two targets, as your two
results are equal. Take two maps of 1x2, (1, 0) and (0, 1), and a class that counts only the
second one: the result should be (0, 1), yours is (1, 1). Where do the weights come from, and
which part of your function would notice if the target were another?
"""

from build_cnn import feature_maps


def grad_cam(model, layer, x, target):
    maps = feature_maps(model, layer, x.detach().unsqueeze(0))
    cam = maps.sum(dim=1).squeeze(0).relu()
    return cam / cam.max() if cam.max() > 0 else cam
