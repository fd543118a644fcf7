"""The first and the last input pixel that one place looks at."""


def receptive_field(layers):
    low = high = 0
    for layer in layers[::-1]:
        if layer["type"] == "relu":
            continue
        spread = layer.get("dilation", 1) * (layer["kernel"] - 1)
        stride = (
            layer["stride"]
            if "stride" in layer
            else {"conv": 1, "pool": layer["kernel"]}[layer["type"]]
        )
        low, high = (
            low * stride - layer.get("padding", 0),
            high * stride - layer.get("padding", 0) + spread,
        )
    return high - low + 1
