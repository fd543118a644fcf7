# --- biases-cost-too: the bias counts as one multiply-accumulate at each output; shows on (1, 28, 28) with 6 kernels of 5
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = macs = 0
    before = input_shape
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            w = before[0] // layer.get("groups", 1) * layer["kernel"] ** 2 + 1
            params += w * after[0]
            macs += w * after[0] * after[1] * after[2]
        elif layer["type"] == "dense":
            params += (before[0] + 1) * after[0]
            macs += (before[0] + 1) * after[0]
        before = after
    return params, macs

# --- each-weight-once: a convolution costs as much as it has weights; shows on (1, 28, 28) with 6 kernels of 5
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = macs = 0
    before = input_shape
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            w = after[0] * before[0] // layer.get("groups", 1) * layer["kernel"] ** 2
        elif layer["type"] == "dense":
            w = before[0] * after[0]
        else:
            before = after
            continue
        params += w + after[0]
        macs += w
        before = after
    return params, macs

# --- groups-overlooked: every kernel sees all channels; shows on groups=2
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = macs = 0
    before = input_shape
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            w = after[0] * before[0] * layer["kernel"] ** 2
            params += w + after[0]
            macs += w * after[1] * after[2]
        elif layer["type"] == "dense":
            params += before[0] * after[0] + after[0]
            macs += before[0] * after[0]
        before = after
    return params, macs

# --- two-operations-each: a multiplication and an addition are counted as two; shows on every layer with weights
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = flops = 0
    before = input_shape
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            w = after[0] * (before[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += w + after[0]
            flops += 2 * w * after[1] * after[2]
        elif layer["type"] == "dense":
            params += before[0] * after[0] + after[0]
            flops += 2 * before[0] * after[0]
        before = after
    return params, flops

# --- at-the-input-s-size: every weight is used at each input position; shows on a convolution that shrinks
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = macs = 0
    before = input_shape
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            w = after[0] * (before[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += w + after[0]
            macs += w * before[1] * before[2]
        elif layer["type"] == "dense":
            params += before[0] * after[0] + after[0]
            macs += before[0] * after[0]
        before = after
    return params, macs

# --- convolutions-without-bias: counts no biases for convolutions; shows on 6 kernels of 5
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = macs = 0
    before = input_shape
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            w = after[0] * (before[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += w
            macs += w * after[1] * after[2]
        elif layer["type"] == "dense":
            params += before[0] * after[0] + after[0]
            macs += before[0] * after[0]
        before = after
    return params, macs

# --- always-the-first-channels: takes the image's channels for every layer; shows on two convolutions
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = macs = 0
    for i, layer in enumerate(layers):
        after = shapes[i]
        if layer["type"] == "conv":
            w = after[0] * (input_shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += w + after[0]
            macs += w * after[1] * after[2]
        elif layer["type"] == "dense":
            n = shapes[i - 1][0]
            params += n * after[0] + after[0]
            macs += n * after[0]
    return params, macs

# --- shape-after-for-before: zips each layer with the shape that it gives and takes that for what comes in; shows on a convolution that changes the channels
def count_cost(input_shape, layers):
    params = macs = 0
    for layer, shape in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            w = layer["out_channels"] * (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += w + layer["out_channels"]
            macs += w * shape[1] * shape[2]
        elif layer["type"] == "dense":
            params += shape[0] * layer["out_features"] + layer["out_features"]
            macs += shape[0] * layer["out_features"]
    return params, macs

# --- costs-first: the pair is in the other order; shows on every network
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = macs = 0
    before = input_shape
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            w = after[0] * (before[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += w + after[0]
            macs += w * after[1] * after[2]
        elif layer["type"] == "dense":
            params += before[0] * after[0] + after[0]
            macs += before[0] * after[0]
        before = after
    return macs, params

# --- pooling-compares: each pooling window costs its comparisons; shows on a network with a pool
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = macs = 0
    before = input_shape
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            w = after[0] * (before[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += w + after[0]
            macs += w * after[1] * after[2]
        elif layer["type"] == "pool":
            macs += after[0] * after[1] * after[2] * layer["kernel"] ** 2
        elif layer["type"] == "dense":
            params += before[0] * after[0] + after[0]
            macs += before[0] * after[0]
        before = after
    return params, macs

# --- outputs-divided-by-groups-too: divides both channel counts by the groups; shows on groups=2
def count_cost(input_shape, layers):
    shapes = trace_shapes(input_shape, layers)
    params = macs = 0
    before = input_shape
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            g = layer.get("groups", 1)
            w = (after[0] // g) * (before[0] // g) * layer["kernel"] ** 2
            params += w + after[0]
            macs += w * after[1] * after[2]
        elif layer["type"] == "dense":
            params += before[0] * after[0] + after[0]
            macs += before[0] * after[0]
        before = after
    return params, macs
