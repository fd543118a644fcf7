# --- rounds-down: positions are whole, so the formula is rounded down
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1 or kernel < 1 or stride < 1 or padding < 0:
        raise ValueError(f"not possible: {size}, {kernel}, {stride}, {padding}")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} does not fit {size + 2 * padding}")
    return (size - kernel + 2 * padding) // stride + 1

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

# --- padding-once: the padding is the number of zeros in all
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    room = size - kernel + padding
    if room < 0:
        raise ValueError(f"a kernel of {kernel} does not fit {size + padding}")
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole")
    return room // stride + 1

# --- steps-only: the number of steps is the number of positions
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    room = size - kernel + 2 * padding
    if room < 0:
        raise ValueError(f"a kernel of {kernel} does not fit {size + 2 * padding}")
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole")
    return room // stride

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

# --- divides-the-image: the stride has to divide the padded image
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    padded = size + 2 * padding
    if kernel > padded:
        raise ValueError(f"a kernel of {kernel} does not fit {padded}")
    if padded % stride != 0:
        raise ValueError(f"{padded} cannot be divided by {stride}")
    return (padded - kernel) // stride + 1

# --- fit-without-padding: the kernel has to fit the image itself
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    if kernel > size:
        raise ValueError(f"a kernel of {kernel} is larger than {size}")
    room = size - kernel + 2 * padding
    if room % stride:
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} is not whole")
    return room // stride + 1

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

# --- negative-result: a kernel is too large if the result is negative
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    room = size - kernel + 2 * padding
    if room % stride:
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} is not whole")
    result = room // stride + 1
    if result < 0:
        raise ValueError(f"{result} positions, kernel {kernel} on {size}")
    return result

# --- is-integer: an ordinary division shows whether the result is whole
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel} does not fit {size + 2 * padding}")
    out = (size - kernel + 2 * padding) / stride + 1
    if not out.is_integer():
        raise ValueError(f"{out} is not a whole number")
    return int(out)

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

# --- windows-of-zeros: the padding must be smaller than the kernel, or windows see nothing but zeros
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0 or padding >= kernel:
        raise ValueError(f"padding {padding} does not suit kernel {kernel}")
    room = size - kernel + 2 * padding
    if room < 0 or room % stride:
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} + 1")
    return room // stride + 1

# --- equal-does-not-fit: the kernel must be smaller than the padded input
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    for number in (size, kernel, stride):
        if number < 1:
            raise ValueError(f"{number} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    if kernel >= size + 2 * padding:
        raise ValueError(f"kernel {kernel} does not fit {size + 2 * padding}")
    steps, rest = divmod(size - kernel + 2 * padding, stride)
    if rest:
        raise ValueError(f"a rest of {rest} with stride {stride}")
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

# --- stride-unchecked: the stride needs no check, Python complains about a zero
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    if size < 1 or kernel < 1:
        raise ValueError(f"size {size} or kernel {kernel} is below 1")
    if padding < 0:
        raise ValueError(f"padding {padding} is below 0")
    room = size - kernel + 2 * padding
    if room < 0:
        raise ValueError(f"a kernel of {kernel} does not fit {size + 2 * padding}")
    if room % stride:
        raise ValueError(f"{room} / {stride} is not whole")
    return room // stride + 1
