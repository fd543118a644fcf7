# --- softmax-at-the-end: turns the scores into probabilities, as a Keras model does
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
        nn.Softmax(dim=1),
    )


# --- relu-last: a ReLU behind both dense layers
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    n_in = 1
    for side in image_shape:
        n_in *= side
    layers = [nn.Flatten()]
    for a, b in ((n_in, hidden), (hidden, num_classes)):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*layers)


# --- no-bend-no-bias: two mistakes, nothing stands between the two layers, and the last has no bias
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.Linear(hidden, num_classes, bias=False),
    )
