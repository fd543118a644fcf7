# --- bias-is-work: a bias is added in each place, that is work too
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            out = layer["out_channels"]
            n = out * (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2 + out
            params += n
            macs += n * after[1] * after[2]
        elif layer["type"] == "dense":
            n = (shape[0] + 1) * layer["out_features"]
            params += n
            macs += n
        shape = after
    return params, macs

# --- input-positions: a kernel works once at each pixel that comes in
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            out = layer["out_channels"]
            n = out * (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += n + out
            macs += n * shape[1] * shape[2]
        elif layer["type"] == "dense":
            n = shape[0] * layer["out_features"]
            params += n + layer["out_features"]
            macs += n
        shape = after
    return params, macs

# --- weights-only: parameters are the weights
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            n = layer["out_channels"] * (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += n
            macs += n * after[1] * after[2]
        elif layer["type"] == "dense":
            n = shape[0] * layer["out_features"]
            params += n
            macs += n
        shape = after
    return params, macs

# --- groups-forgotten: a kernel sees all channels
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            n = layer["out_channels"] * shape[0] * layer["kernel"] ** 2
            params += n + layer["out_channels"]
            macs += n * after[1] * after[2]
        elif layer["type"] == "dense":
            n = shape[0] * layer["out_features"]
            params += n + layer["out_features"]
            macs += n
        shape = after
    return params, macs

# --- two-operations: a multiply-accumulate is two operations, a product and a sum
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            out = layer["out_channels"]
            n = out * (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += n + out
            macs += 2 * n * after[1] * after[2]
        elif layer["type"] == "dense":
            n = shape[0] * layer["out_features"]
            params += n + layer["out_features"]
            macs += 2 * n
        shape = after
    return params, macs

# --- work-first: the work comes first, then the parameters
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            out = layer["out_channels"]
            n = out * (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += n + out
            macs += n * after[1] * after[2]
        elif layer["type"] == "dense":
            n = shape[0] * layer["out_features"]
            params += n + layer["out_features"]
            macs += n
        shape = after
    return macs, params

# --- pooling-is-work: each pooling window costs as many steps as it has numbers
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            out = layer["out_channels"]
            n = out * (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += n + out
            macs += n * after[1] * after[2]
        elif layer["type"] == "pool":
            macs += after[0] * after[1] * after[2] * layer["kernel"] ** 2
        elif layer["type"] == "dense":
            n = shape[0] * layer["out_features"]
            params += n + layer["out_features"]
            macs += n
        shape = after
    return params, macs

# --- shape-updated-inside: only layers with weights change what the next one gets
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            out = layer["out_channels"]
            n = out * (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += n + out
            macs += n * after[1] * after[2]
            shape = after
        elif layer["type"] == "dense":
            n = shape[0] * layer["out_features"]
            params += n + layer["out_features"]
            macs += n
            shape = after
    return params, macs

# --- kernel-not-squared: a kernel of 5 has 5 weights for each channel
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            out = layer["out_channels"]
            n = out * (shape[0] // layer.get("groups", 1)) * layer["kernel"]
            params += n + out
            macs += n * after[1] * after[2]
        elif layer["type"] == "dense":
            n = shape[0] * layer["out_features"]
            params += n + layer["out_features"]
            macs += n
        shape = after
    return params, macs

# --- output-channels-work-once: the work of a convolution is its kernel at every position, whatever number of kernels
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    params = macs = 0
    shape = tuple(input_shape)
    for layer, after in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            kernel = (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            params += layer["out_channels"] * (kernel + 1)
            macs += kernel * after[1] * after[2]
        elif layer["type"] == "dense":
            params += (shape[0] + 1) * layer["out_features"]
            macs += shape[0] * layer["out_features"]
        shape = after
    return params, macs
