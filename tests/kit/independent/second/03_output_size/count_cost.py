# --- bias-is-work: a bias is added in each place, that is work too
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

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

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

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

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

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

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

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

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

def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "conv":
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            rf = (rf - 1) * layer.get("stride", 1) + reach
        elif layer["type"] == "pool":
            rf = (rf - 1) * layer.get("stride", layer["kernel"]) + layer["kernel"]
    return rf

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
