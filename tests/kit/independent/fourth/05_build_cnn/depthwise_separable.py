# --- relu6: bends with ReLU6, as MobileNet does in Keras; where a number comes out above 6
def depthwise_separable(in_channels: int, out_channels: int, stride: int = 1) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(in_channels, in_channels, 3, stride, 1, groups=in_channels, bias=False),
        nn.BatchNorm2d(in_channels),
        nn.ReLU6(),
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU6(),
    )


# --- widens-at-once: the depthwise step already makes all output channels; where the two numbers of channels differ
def depthwise_separable(in_channels: int, out_channels: int, stride: int = 1) -> nn.Module:
    depthwise = nn.Conv2d(
        in_channels,
        out_channels,
        kernel_size=3,
        stride=stride,
        padding=1,
        groups=in_channels,
        bias=False,
    )
    pointwise = nn.Conv2d(out_channels, out_channels, kernel_size=1, bias=False)
    layers = []
    for conv in (depthwise, pointwise):
        layers.extend([conv, nn.BatchNorm2d(out_channels), nn.ReLU()])
    return nn.Sequential(*layers)
