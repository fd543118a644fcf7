# --- forgets-to-go-down: the recurrence for the walk down, r = s*(r-1) + k, walked from the image upwards
def receptive_field(layers: list[dict]) -> int:
    r = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        s = layer.get("stride", k if layer["type"] == "pool" else 1)
        reach = layer.get("dilation", 1) * (k - 1) + 1
        r = s * (r - 1) + reach
    return r


# --- turns-the-list: turns the caller's list around in place before it walks down
def receptive_field(layers: list[dict]) -> int:
    layers.reverse()
    r = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        s = layer.get("stride", k if layer["type"] == "pool" else 1)
        r = s * (r - 1) + layer.get("dilation", 1) * (k - 1) + 1
    return r


# --- smallest-image: a rewrite that looks for the smallest image of which one position is left, and so lets padding matter
def receptive_field(layers: list[dict]) -> int:
    size = 1
    while True:
        try:
            shape = trace_shapes((1, size, size), [{**l, "out_channels": 1, "groups": 1} for l in layers])
            if not shape or shape[-1][1] >= 1:
                return size
        except ValueError:
            pass
        size += 1


# --- pool-moves-by-one-dilation-times-kernel: two mistakes, a pool without a stride moves by 1, and the reach is dilation times kernel
def receptive_field(layers: list[dict]) -> int:
    field = jump = 1
    for layer in layers:
        if layer["type"] not in ("conv", "pool"):
            continue
        reach = layer["kernel"] * layer.get("dilation", 1)
        field += (reach - 1) * jump
        jump *= layer.get("stride", 1)
    return field
