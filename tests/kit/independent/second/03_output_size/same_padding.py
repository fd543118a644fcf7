# --- dilation-forgotten: half of the kernel, whatever the dilation
def same_padding(kernel: int, dilation: int = 1) -> int:
    if kernel % 2 == 0:
        raise ValueError(f"kernel {kernel} is even")
    return kernel // 2

# --- even-never: no even kernel can keep the size
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

def same_padding(kernel: int, dilation: int = 1) -> int:
    if kernel % 2 == 0:
        raise ValueError(f"kernel {kernel} is even")
    return dilation * (kernel - 1) // 2

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

# --- never-raises: rounding down gives the padding of even kernels too
def same_padding(kernel: int, dilation: int = 1) -> int:
    return dilation * (kernel - 1) // 2

# --- all-of-it: what is taken away is given back at each end
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

def same_padding(kernel: int, dilation: int = 1) -> int:
    lost = dilation * (kernel - 1)
    if lost % 2:
        raise ValueError(f"kernel {kernel} with dilation {dilation} loses {lost}")
    return lost

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

# --- reach-is-product: the kernel reaches over dilation times kernel pixels
def same_padding(kernel: int, dilation: int = 1) -> int:
    reach = dilation * kernel
    if reach % 2 == 0:
        raise ValueError(f"kernel {kernel} with dilation {dilation} reaches over {reach}")
    return (reach - 1) // 2

# --- slash: an even number divided by two is whole
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

def same_padding(kernel: int, dilation: int = 1) -> int:
    lost = dilation * (kernel - 1)
    if lost % 2 == 1:
        raise ValueError(f"kernel {kernel} with dilation {dilation} loses {lost}")
    return lost / 2

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

# --- left-and-right: an odd loss is given back with one more on the right
def same_padding(kernel: int, dilation: int = 1) -> int:
    lost = dilation * (kernel - 1)
    if lost % 2:
        return lost // 2, lost - lost // 2
    return lost // 2
