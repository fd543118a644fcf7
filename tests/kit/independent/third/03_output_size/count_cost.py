# --- groups-forgotten: every kernel sees all the channels that come in
def count_cost(input_shape, layers):
    shapes = [tuple(input_shape), *trace_shapes(input_shape, layers)]
    params = macs = 0
    for i, layer in enumerate(layers):
        before, after = shapes[i], shapes[i + 1]
        if layer["type"] == "conv":
            weights = after[0] * before[0] * layer["kernel"] ** 2
            params += weights + after[0]
            macs += weights * after[1] * after[2]
        elif layer["type"] == "dense":
            params += before[0] * after[0] + after[0]
            macs += before[0] * after[0]
    return params, macs


# --- input-positions: each weight is used once at every position of the input
def count_cost(input_shape, layers):
    shapes = [tuple(input_shape)] + trace_shapes(input_shape, layers)
    params = macs = 0
    for layer, a, b in zip(layers, shapes[:-1], shapes[1:]):
        if layer["type"] == "conv":
            w = a[0] // layer.get("groups", 1) * b[0] * layer["kernel"] ** 2
            params += w + b[0]
            macs += w * a[1] * a[2]
        elif layer["type"] == "dense":
            params += (a[0] + 1) * b[0]
            macs += a[0] * b[0]
    return params, macs


# --- walks-alone: a rewrite that keeps the shape itself and asks trace_shapes nothing, so a network that cannot be passes or raises something else
def count_cost(input_shape, layers):
    c, h, w = input_shape
    n = None
    params = macs = 0
    for layer in layers:
        kind = layer["type"]
        if kind == "conv":
            k, out = layer["kernel"], layer["out_channels"]
            s, p, d = layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)
            h = (h + 2 * p - d * (k - 1) - 1) // s + 1
            w = (w + 2 * p - d * (k - 1) - 1) // s + 1
            weights = out * (c // layer.get("groups", 1)) * k * k
            params += weights + out
            macs += weights * h * w
            c = out
        elif kind == "pool":
            k = layer["kernel"]
            s, p = layer.get("stride", k), layer.get("padding", 0)
            h = (h + 2 * p - k) // s + 1
            w = (w + 2 * p - k) // s + 1
        elif kind == "global_pool":
            h = w = 1
        elif kind == "flatten":
            n = c * h * w
        elif kind == "dense":
            weights = n * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
            n = layer["out_features"]
    return params, macs


# --- dilated-and-flops: two mistakes, a dilated kernel has weights all over its reach, and a multiply and an add count as two
def count_cost(input_shape, layers):
    shapes = [tuple(input_shape)] + trace_shapes(input_shape, layers)
    params = flops = 0
    for layer, a, b in zip(layers, shapes, shapes[1:]):
        if layer["type"] == "conv":
            k = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            w = b[0] * (a[0] // layer.get("groups", 1)) * k * k
            params += w + b[0]
            flops += 2 * w * b[1] * b[2]
        elif layer["type"] == "dense":
            params += a[0] * b[0] + b[0]
            flops += 2 * a[0] * b[0]
    return params, flops
