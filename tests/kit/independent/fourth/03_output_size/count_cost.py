# --- positions-of-the-input: uses each weight once for every position of the input map; on convolutions that shrink the map
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    shapes = trace_shapes(input_shape, layers)
    params, macs = 0, 0
    before = tuple(input_shape)
    for layer, after in zip(layers, shapes):
        if layer["type"] == "conv":
            c, h, w = before
            weights = layer["kernel"] ** 2 * (c // layer.get("groups", 1)) * after[0]
            params += weights + after[0]
            macs += weights * h * w
        elif layer["type"] == "dense":
            weights = before[0] * after[0]
            params += weights + after[0]
            macs += weights
        before = after
    return params, macs


# --- groups-do-not-save-work: counts parameters with groups and multiply-accumulates without; on a convolution with groups
def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    shapes = [input_shape] + trace_shapes(input_shape, layers)

    def parameters(i):
        layer, n_in = layers[i], shapes[i][0]
        if layer["type"] == "dense":
            return layer["out_features"] * (n_in + 1)
        if layer["type"] == "conv":
            depth = n_in // layer.get("groups", 1)
            return layer["out_channels"] * (depth * layer["kernel"] * layer["kernel"] + 1)
        return 0

    def work(i):
        layer, n_in = layers[i], shapes[i][0]
        if layer["type"] == "dense":
            return layer["out_features"] * n_in
        if layer["type"] == "conv":
            k, (c, h, w) = layer["kernel"], shapes[i + 1]
            return c * h * w * n_in * k * k
        return 0

    steps = range(len(layers))
    return sum(map(parameters, steps)), sum(map(work, steps))
