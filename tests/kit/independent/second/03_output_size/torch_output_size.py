# --- reach-is-product: taps that stand d apart reach over d times as many pixels
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

def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * kernel
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return (padded - reach) // stride + 1

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

# --- one-gap: the dilation makes the kernel longer once
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = kernel + dilation - 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return (padded - reach) // stride + 1

# --- left-out-pixels: the dilation says how many pixels are left out between two taps
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

def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    gaps = (kernel - 1) * dilation if dilation > 1 else 0
    reach = kernel + gaps
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return (padded - reach) // stride + 1

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

# --- rounded-up: a window that hangs over the end still counts
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return -((reach - padded) // stride) + 1

# --- kernel-must-fit: the kernel has to fit the padded input, however far its taps are apart
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

def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    padded = size + 2 * padding
    if kernel > padded:
        raise ValueError(f"kernel {kernel} does not fit {padded}")
    return (padded - dilation * (kernel - 1) - 1) // stride + 1

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

# --- strict: the formula of problem 1 with the reach as the kernel
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    return conv_output_size(size, reach, stride, padding)

# --- divided-apart: the two parts can be divided by the stride one by one
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

def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return padded // stride - reach // stride + 1

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

# --- nearest: the result is rounded to the nearest whole number
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    return (2 * (padded - reach) + stride) // (2 * stride) + 1

# --- positions-without-one: the last window starts before padded - reach
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

def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"reach {reach} of kernel {kernel}, input {padded}")
    last = max(padded - reach - 1, 0)
    return last // stride + 1

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
