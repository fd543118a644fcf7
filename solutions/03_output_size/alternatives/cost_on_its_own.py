"""One pass that keeps shape, parameters and work together, without the trace."""


class _Network:
    def __init__(self, shape):
        self.shape, self.params, self.macs = tuple(shape), 0, 0

    def window(self, side, kernel, stride, padding, dilation=1):
        room = side + 2 * padding - (kernel - 1) * dilation - 1
        if room < 0:
            raise ValueError(f"kernel {kernel} on {side}")
        return room // stride + 1

    def add(self, layer):
        getattr(self, "add_" + layer["type"], self.unknown)(layer)

    def unknown(self, layer):
        raise ValueError("no such layer: " + layer["type"])

    def image(self):
        if len(self.shape) != 3:
            raise ValueError("flat already")
        return self.shape

    def add_relu(self, layer):
        pass

    add_softmax = add_relu

    def add_conv(self, layer):
        depth, height, width = self.image()
        groups, kernels, k = layer.get("groups", 1), layer["out_channels"], layer["kernel"]
        if depth % groups or kernels % groups:
            raise ValueError(f"groups {groups}")
        options = k, layer.get("stride", 1), layer.get("padding", 0), layer.get("dilation", 1)
        self.shape = kernels, self.window(height, *options), self.window(width, *options)
        for_one_output = depth // groups * k * k
        self.params += kernels * (for_one_output + 1)
        self.macs += for_one_output * self.shape[0] * self.shape[1] * self.shape[2]

    def add_pool(self, layer):
        depth, height, width = self.image()
        options = layer["kernel"], layer.get("stride", layer["kernel"]), layer.get("padding", 0)
        self.shape = depth, self.window(height, *options), self.window(width, *options)

    def add_global_pool(self, layer):
        self.shape = self.image()[0], 1, 1

    def add_flatten(self, layer):
        depth, height, width = self.image()
        self.shape = (depth * height * width,)

    def add_dense(self, layer):
        if len(self.shape) != 1:
            raise ValueError("not flat yet")
        self.params += (self.shape[0] + 1) * layer["out_features"]
        self.macs += self.shape[0] * layer["out_features"]
        self.shape = (layer["out_features"],)


def count_cost(input_shape, layers):
    network = _Network(input_shape)
    for place, layer in enumerate(layers):
        try:
            network.add(layer)
        except ValueError as error:
            raise ValueError(f"#{place} {error}") from error
    return network.params, network.macs


def trace_shapes(input_shape, layers):
    network, shapes = _Network(input_shape), []
    for place, layer in enumerate(layers):
        try:
            network.add(layer)
        except ValueError as error:
            raise ValueError(f"#{place} {error}") from error
        shapes.append(network.shape)
    return shapes
