# --- stride-first: the stride acts first, then the kernel is added
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
        field += layer.get("dilation", 1) * (kernel - 1) * step
    return field

# --- steps-add-up: each stride adds to the distance of two neighbours
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
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += layer.get("dilation", 1) * (kernel - 1) * step
        step += layer.get("stride", kernel if layer["type"] == "pool" else 1) - 1
    return field

# --- dilation-forgotten: a dilated kernel has the same few taps, so it sees as many pixels
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += (kernel - 1) * step
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field

# --- pool-moves-by-one: the stride is one where none is given
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
    field = step = 1
    for layer in layers:
        if layer["type"] in ("conv", "pool"):
            field += layer.get("dilation", 1) * (layer["kernel"] - 1) * step
            step *= layer.get("stride", 1)
    return field

# --- pool-only-shrinks: a pooling does not look around, it only shrinks
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "conv":
            field += layer.get("dilation", 1) * (layer["kernel"] - 1) * step
            step *= layer.get("stride", 1)
        elif layer["type"] == "pool":
            step *= layer.get("stride", layer["kernel"])
    return field

# --- whole-kernel: each layer adds its kernel
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
    field, step = 1, 1
    for index, layer in enumerate(layers):
        if layer["type"] == "relu":
            continue
        reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
        field = reach if field == 1 else field + reach * step
        step *= layer.get("stride", layer["kernel"] if layer["type"] == "pool" else 1)
    return field

# --- padding-sees-less: the pixels of the padding are not seen
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += (layer.get("dilation", 1) * (kernel - 1) - 2 * layer.get("padding", 0)) * step
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field

# --- nothing-sees-nothing: without layers nothing is seen
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
    if not layers:
        return 0
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += layer.get("dilation", 1) * (kernel - 1) * step
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field

# --- from-the-wrong-end: the walk down from the top goes through the layers as they stand in the list
def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        s = layer.get("stride", k if layer["type"] == "pool" else 1)
        rf = (rf - 1) * s + layer.get("dilation", 1) * (k - 1) + 1
    return rf

# --- pixels-behind-all: behind n positions stand n times the stride many pixels, and the kernel adds the rest
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
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        s = layer.get("stride", k if layer["type"] == "pool" else 1)
        rf = rf * s + layer.get("dilation", 1) * (k - 1)
    return rf

# --- dilation-times-kernel: a dilated kernel reaches over dilation times kernel pixels
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += (layer.get("dilation", 1) * kernel - 1) * step
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field
