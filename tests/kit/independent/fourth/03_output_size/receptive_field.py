# --- multiplies-the-positions: on the way down it multiplies the positions by the stride, where only the steps between them grow; with any pooling or stride above 1
def receptive_field(layers: list[dict]) -> int:
    r = 1
    for layer in reversed(layers):
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        s = layer.get("stride", k if layer["type"] == "pool" else 1)
        r = r * s + layer.get("dilation", 1) * (k - 1)
    return r


# --- pool-steps-by-one: takes 1 for the stride of a pooling that has none; on a kernel above such a pooling
def receptive_field(layers: list[dict]) -> int:
    field, jump = 1, 1
    for layer in layers:
        if layer["type"] not in ("conv", "pool"):
            continue
        reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
        field += (reach - 1) * jump
        jump *= layer.get("stride", 1)
    return field
