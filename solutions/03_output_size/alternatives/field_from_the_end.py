"""The receptive field stretched back from the last layer to the image."""


def receptive_field(layers):
    field = 1
    for layer in reversed(layers):
        if layer["type"] in ("conv", "pool"):
            reach = (layer["kernel"] - 1) * layer.get("dilation", 1) + 1
            stride = layer.get("stride", 1 if layer["type"] == "conv" else layer["kernel"])
            field = (field - 1) * stride + reach
    return field
