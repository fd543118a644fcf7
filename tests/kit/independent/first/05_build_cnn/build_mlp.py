# --- linear-all-the-way: no ReLU between the layers; shows on a small net with weights of 1 and a negative picture
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    n = math.prod(image_shape)
    return nn.Sequential(nn.Flatten(), nn.Linear(n, hidden), nn.Linear(hidden, num_classes))

# --- softmax-at-the-end: gives probabilities; shows on every input
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    n = math.prod(image_shape)
    return nn.Sequential(
        nn.Flatten(), nn.Linear(n, hidden), nn.ReLU(), nn.Linear(hidden, num_classes), nn.Softmax(dim=1)
    )

# --- size-written-in: always 3*32*32 inputs; shows on image_shape=(1, 8, 12)
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return nn.Sequential(
        nn.Flatten(), nn.Linear(3 * 32 * 32, hidden), nn.ReLU(), nn.Linear(hidden, num_classes)
    )

# --- two-hidden-layers: one dense layer more than asked; shows on the default count
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    c, h, w = image_shape
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(c * h * w, hidden), nn.ReLU(),
        nn.Linear(hidden, hidden), nn.ReLU(),
        nn.Linear(hidden, num_classes),
    )

# --- scores-never-negative: a ReLU after the last layer as well; shows on negative scores
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    c, h, w = image_shape
    return nn.Sequential(
        nn.Flatten(), nn.Linear(c * h * w, hidden), nn.ReLU(), nn.Linear(hidden, num_classes), nn.ReLU()
    )

# --- sigmoid-inside: the textbook's sigmoid between the layers; shows on a small net with weights of 1
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    n = 1
    for s in image_shape:
        n *= s
    return nn.Sequential(nn.Flatten(), nn.Linear(n, hidden), nn.Sigmoid(), nn.Linear(hidden, num_classes))

# --- last-layer-without-bias: the second dense layer has no bias; shows on the default count
def build_mlp(image_shape=(3, 32, 32), hidden=512, num_classes=10):
    return nn.Sequential(
        nn.Flatten(), nn.Linear(math.prod(image_shape), hidden), nn.ReLU(),
        nn.Linear(hidden, num_classes, bias=False),
    )
