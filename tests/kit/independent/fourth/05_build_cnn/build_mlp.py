# --- square-pictures: takes the height for the width too; on pictures that are not square
def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    channels, size = image_shape[0], image_shape[1]
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(channels * size * size, hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
    )
