# --- input-too: the list starts with the shape of the input
def trace_shapes(input_shape: tuple[int, int, int], layers: list[dict]) -> list[tuple[int, ...]]:
    shapes = [tuple(input_shape)]
    for index, layer in enumerate(layers):
        try:
            shapes.append(_shape_after(layer, shapes[-1]))
        except ValueError as error:
            raise ValueError(f"layer {index} ({layer['type']}): {error}") from error
    return shapes

# --- only-changes: relu and softmax change nothing, so they add nothing
def trace_shapes(input_shape: tuple[int, int, int], layers: list[dict]) -> list[tuple[int, ...]]:
    shapes = []
    shape = tuple(input_shape)
    for index, layer in enumerate(layers):
        if layer["type"] in ("relu", "softmax"):
            continue
        try:
            shape = _shape_after(layer, shape)
        except ValueError as error:
            raise ValueError(f"layer {index} ({layer['type']}): {error}") from error
        shapes.append(shape)
    return shapes

# --- counted-from-one: the first layer is layer 1
def trace_shapes(input_shape: tuple[int, int, int], layers: list[dict]) -> list[tuple[int, ...]]:
    shapes = []
    shape = tuple(input_shape)
    for number, layer in enumerate(layers, start=1):
        try:
            shape = _shape_after(layer, shape)
        except ValueError:
            raise ValueError(f"layer {number} cannot stand here")
        shapes.append(shape)
    return shapes

# --- error-without-index: the error of the layer says enough
def trace_shapes(input_shape: tuple[int, int, int], layers: list[dict]) -> list[tuple[int, ...]]:
    shapes = []
    shape = tuple(input_shape)
    for layer in layers:
        shape = _shape_after(layer, shape)
        shapes.append(shape)
    return shapes

# --- layer-taken-apart: a layer's type is taken out of its dict
def trace_shapes(input_shape: tuple[int, int, int], layers: list[dict]) -> list[tuple[int, ...]]:
    shapes = []
    shape = tuple(input_shape)
    for index, layer in enumerate(layers):
        kind = layer.pop("type")
        try:
            shape = _shape_after({"type": kind, **layer}, shape)
        except ValueError as error:
            raise ValueError(f"layer {index} ({kind}): {error}") from error
        shapes.append(shape)
    return shapes

# --- pool-by-two: a pooling moves by two where no stride is given
def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {"stride": layer.get("stride", 2), "padding": layer.get("padding", 0)}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

# --- global-pool-flat: global pooling leaves one number for each channel, a flat shape
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1:
        raise ValueError(f"size is {size}")
    if kernel < 1:
        raise ValueError(f"kernel is {kernel}")
    if stride < 1:
        raise ValueError(f"stride is {stride}")
    if padding < 0:
        raise ValueError(f"padding is {padding}")
    W = size + 2 * padding
    if kernel > W:
        raise ValueError(f"kernel {kernel} is larger than the padded input {W}")
    steps, rest = divmod(W - kernel, stride)
    if rest != 0:
        raise ValueError(f"({size} - {kernel} + 2*{padding})/{stride} + 1 is not whole")
    return steps + 1

def relu(x: Tensor) -> Tensor:
    return torch.maximum(x, torch.zeros_like(x))

def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    h_out = pool_output_size(H, kernel, stride, padding)
    w_out = pool_output_size(W, kernel, stride, padding)
    p = torch.nn.functional.pad(x, (padding, padding, padding, padding), value=float("-inf"))
    out = torch.empty(C, h_out, w_out, dtype=x.dtype, device=x.device)
    for i in range(h_out):
        for j in range(w_out):
            window = p[:, i * stride : i * stride + kernel, j * stride : j * stride + kernel]
            out[:, i, j] = window.amax(dim=(1, 2))
    return out

def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0],)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

# --- dense-flattens: a dense layer may follow global pooling, since there is only one number per channel
def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1 and shape[1:] != (1, 1):
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

# --- strict-windows: a convolution has to leave no rest, so the first function is the right one
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1:
        raise ValueError(f"size is {size}")
    if kernel < 1:
        raise ValueError(f"kernel is {kernel}")
    if stride < 1:
        raise ValueError(f"stride is {stride}")
    if padding < 0:
        raise ValueError(f"padding is {padding}")
    W = size + 2 * padding
    if kernel > W:
        raise ValueError(f"kernel {kernel} is larger than the padded input {W}")
    steps, rest = divmod(W - kernel, stride)
    if rest != 0:
        raise ValueError(f"({size} - {kernel} + 2*{padding})/{stride} + 1 is not whole")
    return steps + 1

def relu(x: Tensor) -> Tensor:
    return torch.maximum(x, torch.zeros_like(x))

def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    h_out = pool_output_size(H, kernel, stride, padding)
    w_out = pool_output_size(W, kernel, stride, padding)
    p = torch.nn.functional.pad(x, (padding, padding, padding, padding), value=float("-inf"))
    out = torch.empty(C, h_out, w_out, dtype=x.dtype, device=x.device)
    for i in range(h_out):
        for j in range(w_out):
            window = p[:, i * stride : i * stride + kernel, j * stride : j * stride + kernel]
            out[:, i, j] = window.amax(dim=(1, 2))
    return out

def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            return (
                layer["out_channels"],
                conv_output_size(height, reach, layer.get("stride", 1), layer.get("padding", 0)),
                conv_output_size(width, reach, layer.get("stride", 1), layer.get("padding", 0)),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

# --- dilation-forgotten: the dilation does not change the shape
def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("padding", "stride") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

# --- unknown-keeps-shape: a layer that is not known keeps the shape
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1:
        raise ValueError(f"size is {size}")
    if kernel < 1:
        raise ValueError(f"kernel is {kernel}")
    if stride < 1:
        raise ValueError(f"stride is {stride}")
    if padding < 0:
        raise ValueError(f"padding is {padding}")
    W = size + 2 * padding
    if kernel > W:
        raise ValueError(f"kernel {kernel} is larger than the padded input {W}")
    steps, rest = divmod(W - kernel, stride)
    if rest != 0:
        raise ValueError(f"({size} - {kernel} + 2*{padding})/{stride} + 1 is not whole")
    return steps + 1

def relu(x: Tensor) -> Tensor:
    return torch.maximum(x, torch.zeros_like(x))

def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    h_out = pool_output_size(H, kernel, stride, padding)
    w_out = pool_output_size(W, kernel, stride, padding)
    p = torch.nn.functional.pad(x, (padding, padding, padding, padding), value=float("-inf"))
    out = torch.empty(C, h_out, w_out, dtype=x.dtype, device=x.device)
    for i in range(h_out):
        for j in range(w_out):
            window = p[:, i * stride : i * stride + kernel, j * stride : j * stride + kernel]
            out[:, i, j] = window.amax(dim=(1, 2))
    return out

def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            return shape

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

# --- groups-of-inputs: groups have to divide the channels that come in
def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

# --- pool-padding-forgotten: a pooling has no padding
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1:
        raise ValueError(f"size is {size}")
    if kernel < 1:
        raise ValueError(f"kernel is {kernel}")
    if stride < 1:
        raise ValueError(f"stride is {stride}")
    if padding < 0:
        raise ValueError(f"padding is {padding}")
    W = size + 2 * padding
    if kernel > W:
        raise ValueError(f"kernel {kernel} is larger than the padded input {W}")
    steps, rest = divmod(W - kernel, stride)
    if rest != 0:
        raise ValueError(f"({size} - {kernel} + 2*{padding})/{stride} + 1 is not whole")
    return steps + 1

def relu(x: Tensor) -> Tensor:
    return torch.maximum(x, torch.zeros_like(x))

def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    h_out = pool_output_size(H, kernel, stride, padding)
    w_out = pool_output_size(W, kernel, stride, padding)
    p = torch.nn.functional.pad(x, (padding, padding, padding, padding), value=float("-inf"))
    out = torch.empty(C, h_out, w_out, dtype=x.dtype, device=x.device)
    for i in range(h_out):
        for j in range(w_out):
            window = p[:, i * stride : i * stride + kernel, j * stride : j * stride + kernel]
            out[:, i, j] = window.amax(dim=(1, 2))
    return out

def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride",) if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

# --- channels-times-groups: out_channels is the number for each group
def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"] * groups,
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

# --- height-twice: kernels are square, so one size is enough
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1:
        raise ValueError(f"size is {size}")
    if kernel < 1:
        raise ValueError(f"kernel is {kernel}")
    if stride < 1:
        raise ValueError(f"stride is {stride}")
    if padding < 0:
        raise ValueError(f"padding is {padding}")
    W = size + 2 * padding
    if kernel > W:
        raise ValueError(f"kernel {kernel} is larger than the padded input {W}")
    steps, rest = divmod(W - kernel, stride)
    if rest != 0:
        raise ValueError(f"({size} - {kernel} + 2*{padding})/{stride} + 1 is not whole")
    return steps + 1

def relu(x: Tensor) -> Tensor:
    return torch.maximum(x, torch.zeros_like(x))

def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    h_out = pool_output_size(H, kernel, stride, padding)
    w_out = pool_output_size(W, kernel, stride, padding)
    p = torch.nn.functional.pad(x, (padding, padding, padding, padding), value=float("-inf"))
    out = torch.empty(C, h_out, w_out, dtype=x.dtype, device=x.device)
    for i in range(h_out):
        for j in range(w_out):
            window = p[:, i * stride : i * stride + kernel, j * stride : j * stride + kernel]
            out[:, i, j] = window.amax(dim=(1, 2))
    return out

def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(height, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

# --- softmax-needs-flat: softmax stands after the dense layers only
def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind in ("dense", "softmax") and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

# --- global-pool-anywhere: a global pooling may stand anywhere
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1:
        raise ValueError(f"size is {size}")
    if kernel < 1:
        raise ValueError(f"kernel is {kernel}")
    if stride < 1:
        raise ValueError(f"stride is {stride}")
    if padding < 0:
        raise ValueError(f"padding is {padding}")
    W = size + 2 * padding
    if kernel > W:
        raise ValueError(f"kernel {kernel} is larger than the padded input {W}")
    steps, rest = divmod(W - kernel, stride)
    if rest != 0:
        raise ValueError(f"({size} - {kernel} + 2*{padding})/{stride} + 1 is not whole")
    return steps + 1

def relu(x: Tensor) -> Tensor:
    return torch.maximum(x, torch.zeros_like(x))

def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    h_out = pool_output_size(H, kernel, stride, padding)
    w_out = pool_output_size(W, kernel, stride, padding)
    p = torch.nn.functional.pad(x, (padding, padding, padding, padding), value=float("-inf"))
    out = torch.empty(C, h_out, w_out, dtype=x.dtype, device=x.device)
    for i in range(h_out):
        for j in range(w_out):
            window = p[:, i * stride : i * stride + kernel, j * stride : j * stride + kernel]
            out[:, i, j] = window.amax(dim=(1, 2))
    return out

def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    kind = layer["type"]
    if kind in ("conv", "pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf
