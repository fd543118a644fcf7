# --- stride-one: without a stride the window moves by one
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

def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = 1
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    room = size + 2 * padding - kernel
    windows = (room + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows

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

# --- half-is-too-much: the padding must be less than half of the kernel
def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = kernel
    if padding >= kernel / 2 and padding > 0:
        raise ValueError(f"padding {padding} is too much for kernel {kernel}")
    room = size + 2 * padding - kernel
    windows = (room + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows

# --- last-window-stays: rounding up is all that ceil_mode does
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

def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    room = size + 2 * padding - kernel
    if ceil_mode:
        windows = -(-room // stride) + 1
    else:
        windows = room // stride + 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows

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

# --- later-than: a window that starts right at size + padding still counts
def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    room = size + 2 * padding - kernel
    windows = (room + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride > size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows

# --- start-on-unpadded-row: positions are counted from the first pixel of the image, so the limit is its size
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

def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    room = size + 2 * padding - kernel
    windows = (room + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows

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

# --- too-large-even-in-ceil: a kernel larger than the padded input raises in both modes
def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"kernel {kernel} is larger than {size + 2 * padding}")
    windows = (room + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    return windows

# --- always-one-more: ceil mode gives one window more
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

def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    windows = (size + 2 * padding - kernel) // stride + 1
    if ceil_mode:
        windows += 1
        if (windows - 1) * stride >= size + padding:
            windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows

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

# --- math-ceil: math.ceil and math.floor of a quotient are exact
import math

def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = kernel
    if padding > kernel / 2:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    rounded = math.ceil if ceil_mode else math.floor
    windows = rounded((size + 2 * padding - kernel) / stride) + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows

# --- zero-is-an-answer: where no window remains there are zero windows
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

def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    room = size + 2 * padding - kernel
    windows = (room + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    return max(windows, 0)

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

# --- padding-once: the padding adds its zeros once
def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    if stride is None:
        stride = kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    room = size + padding - kernel
    windows = (room + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of {size} with kernel {kernel}")
    return windows
