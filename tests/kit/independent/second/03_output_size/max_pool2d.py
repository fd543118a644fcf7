# --- zeros-around: the padding is zeros, as for a convolution
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, stride, padding)
    columns = pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4)
    out = x.new_zeros(C, rows, columns)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            out[:, i, j] = padded[:, top : top + kernel, left : left + kernel].amax(dim=(1, 2))
    return out

# --- stride-of-two: a pooling moves by two unless told otherwise
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    stride = stride or 2
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, stride, padding)
    columns = pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=float("-inf"))
    windows = padded.unfold(1, kernel, stride).unfold(2, kernel, stride)
    assert windows.shape[1:3] == (rows, columns)
    return windows.amax(dim=(-2, -1))

# --- channels-compete: the largest number in a window, over all channels
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, stride, padding)
    columns = pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=float("-inf"))
    out = x.new_zeros(C, rows, columns)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            out[:, i, j] = padded[:, top : top + kernel, left : left + kernel].max()
    return out

# --- side-by-side-only: windows stand side by side, so a reshape gives them all
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, kernel, padding)
    columns = pool_output_size(W, kernel, kernel, padding)
    pool_output_size(H, kernel, stride, padding), pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=float("-inf"))
    padded = padded[:, : rows * kernel, : columns * kernel]
    return padded.reshape(C, rows, kernel, columns, kernel).amax(dim=(2, 4))

# --- blocks-by-reshape: a reshape to (rows, columns, k, k) cuts the picture into blocks
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, stride, padding)
    columns = pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=float("-inf"))
    if stride == kernel:
        padded = padded[:, : rows * kernel, : columns * kernel]
        return padded.reshape(C, rows, columns, kernel, kernel).amax(dim=(-2, -1))
    return padded.unfold(1, kernel, stride).unfold(2, kernel, stride).amax(dim=(-2, -1))

# --- starts-from-zero: the largest number so far begins with zero
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, stride, padding)
    columns = pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=-torch.inf)
    result = x.new_zeros(C, rows, columns)
    for m in range(kernel):
        for n in range(kernel):
            part = padded[:, m::stride, n::stride][:, :rows, :columns]
            result = torch.maximum(result, part)
    return result

# --- very-small-number: minus a million is smaller than everything else
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, stride, padding)
    columns = pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=-1e6)
    result = x.new_full((C, rows, columns), -torch.inf)
    for m in range(kernel):
        for n in range(kernel):
            part = padded[:, m::stride, n::stride][:, :rows, :columns]
            result = torch.maximum(result, part)
    return result

# --- far-from-zero: the strongest answer is the one farthest from zero
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, stride, padding)
    columns = pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4)
    windows = padded.unfold(1, kernel, stride).unfold(2, kernel, stride)
    windows = windows[:, :rows, :columns].flatten(3)
    winner = windows.abs().argmax(dim=3, keepdim=True)
    return windows.gather(3, winner).squeeze(3)

# --- starts-one-apart: window i starts in row i
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, stride, padding)
    columns = pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=float("-inf"))
    out = x.new_zeros(C, rows, columns)
    for i in range(rows):
        for j in range(columns):
            out[:, i, j] = padded[:, i : i + kernel, j : j + kernel].amax(dim=(1, 2))
    return out

# --- float-full: torch.full of minus infinity has the dtype of what it meets later
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    rows = pool_output_size(H, kernel, stride, padding)
    columns = pool_output_size(W, kernel, stride, padding)
    padded = torch.full((C, H + 2 * padding, W + 2 * padding), float("-inf"))
    padded[:, padding : padding + H, padding : padding + W] = x
    windows = padded.unfold(1, kernel, stride).unfold(2, kernel, stride)
    return windows[:, :rows, :columns].amax(dim=(3, 4))

# --- square: an image is as wide as it is high
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    pool_output_size(W, kernel, stride, padding)
    side = pool_output_size(H, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=float("-inf"))
    windows = padded.unfold(1, kernel, stride).unfold(2, kernel, stride)
    return windows[:, :side, :side].amax(dim=(3, 4))

# --- rest-is-kept: pixels left over make a smaller window of their own
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    if stride is None:
        stride = kernel
    C, H, W = x.shape
    pool_output_size(H, kernel, stride, padding), pool_output_size(W, kernel, stride, padding)
    padded = torch.nn.functional.pad(x, [padding] * 4, value=float("-inf"))
    tops = range(0, min(H + 2 * padding, H + 2 * padding - kernel + stride), stride)
    lefts = range(0, min(W + 2 * padding, W + 2 * padding - kernel + stride), stride)
    rows = [
        torch.stack([padded[:, t : t + kernel, s : s + kernel].amax(dim=(1, 2)) for s in lefts], 1)
        for t in tops
    ]
    return torch.stack(rows, dim=1)
