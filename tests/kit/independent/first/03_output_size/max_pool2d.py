# --- zeros-around: pads with zeros, which win over negative numbers; shows on negative numbers with padding=1
def max_pool2d(x, kernel, stride=None, padding=0):
    stride = kernel if stride is None else stride
    oh = pool_output_size(x.shape[1], kernel, stride, padding)
    ow = pool_output_size(x.shape[2], kernel, stride, padding)
    x = torch.nn.functional.pad(x, (padding,) * 4)
    out = x.new_zeros(x.shape[0], oh, ow)
    for i in range(oh):
        for j in range(ow):
            window = x[:, i * stride:i * stride + kernel, j * stride:j * stride + kernel]
            out[:, i, j] = window.amax(dim=(1, 2))
    return out

# --- stride-one-by-default: moves by one where no stride is given; shows on a call without stride
def max_pool2d(x, kernel, stride=None, padding=0):
    stride = stride or 1
    pool_output_size(x.shape[1], kernel, stride, padding)
    pool_output_size(x.shape[2], kernel, stride, padding)
    x = torch.nn.functional.pad(x, (padding,) * 4, value=float("-inf"))
    return x.unfold(1, kernel, stride).unfold(2, kernel, stride).amax(dim=(-2, -1))

# --- mean-of-the-window: averages; shows on every window with different numbers
def max_pool2d(x, kernel, stride=None, padding=0):
    stride = stride or kernel
    pool_output_size(x.shape[1], kernel, stride, padding)
    pool_output_size(x.shape[2], kernel, stride, padding)
    x = torch.nn.functional.pad(x, (padding,) * 4, value=float("-inf"))
    return x.unfold(1, kernel, stride).unfold(2, kernel, stride).mean(dim=(-2, -1))

# --- cut-by-reshape-alone: one reshape that puts numbers of one row into a window; shows on a 4x4 image with kernel 2
def max_pool2d(x, kernel, stride=None, padding=0):
    stride = stride or kernel
    oh = pool_output_size(x.shape[1], kernel, stride, padding)
    ow = pool_output_size(x.shape[2], kernel, stride, padding)
    x = torch.nn.functional.pad(x, (padding,) * 4, value=float("-inf"))
    w = x.unfold(1, kernel, stride).unfold(2, kernel, stride)
    w = w.permute(0, 3, 4, 1, 2)
    return w.reshape(x.shape[0], oh, ow, kernel * kernel).amax(-1)

# --- blocks-only: the reshape trick, which knows no stride, no padding and no rest; shows on stride=1
def max_pool2d(x, kernel, stride=None, padding=0):
    c, h, w = x.shape
    pool_output_size(h, kernel, stride, padding)
    pool_output_size(w, kernel, stride, padding)
    x = x[:, :h // kernel * kernel, :w // kernel * kernel]
    return x.reshape(c, h // kernel, kernel, w // kernel, kernel).amax(dim=(2, 4))

# --- small-but-not-small-enough: pads with -1e6, which wins over smaller numbers; shows on numbers below -1e6 with padding=1
def max_pool2d(x, kernel, stride=None, padding=0):
    stride = stride or kernel
    pool_output_size(x.shape[1], kernel, stride, padding)
    pool_output_size(x.shape[2], kernel, stride, padding)
    x = torch.nn.functional.pad(x, (padding,) * 4, value=-1e6)
    return x.unfold(1, kernel, stride).unfold(2, kernel, stride).amax(dim=(-2, -1))

# --- across-channels: takes the largest of all channels as well; shows on two channels
def max_pool2d(x, kernel, stride=None, padding=0):
    stride = stride or kernel
    oh = pool_output_size(x.shape[1], kernel, stride, padding)
    ow = pool_output_size(x.shape[2], kernel, stride, padding)
    x = torch.nn.functional.pad(x, (padding,) * 4, value=-float("inf"))
    out = torch.zeros(x.shape[0], oh, ow, dtype=x.dtype, device=x.device)
    for i in range(oh):
        for j in range(ow):
            out[:, i, j] = x[:, i*stride:i*stride+kernel, j*stride:j*stride+kernel].max()
    return out

# --- single-precision-frame: the frame of -inf is float32; shows on float64
def max_pool2d(x, kernel, stride=None, padding=0):
    c, h, w = x.shape
    stride = stride or kernel
    oh, ow = pool_output_size(h, kernel, stride, padding), pool_output_size(w, kernel, stride, padding)
    framed = torch.full((c, h + 2 * padding, w + 2 * padding), float("-inf"))
    framed[:, padding:padding + h, padding:padding + w] = x
    out = torch.empty(c, oh, ow)
    for i in range(oh):
        for j in range(ow):
            out[:, i, j] = framed[:, i*stride:i*stride+kernel, j*stride:j*stride+kernel].amax((1, 2))
    return out

# --- rests-count: windows that hang over the end count too, as with ceil_mode; shows on width 5 with kernel 2
def max_pool2d(x, kernel, stride=None, padding=0):
    c, h, w = x.shape
    stride = stride or kernel
    pool_output_size(h, kernel, stride, padding)
    pool_output_size(w, kernel, stride, padding)
    x = torch.nn.functional.pad(x, (padding,) * 4, value=float("-inf"))
    rows = []
    for i in range(0, x.shape[1], stride):
        rows.append(torch.stack([x[:, i:i + kernel, j:j + kernel].amax((1, 2))
                                 for j in range(0, x.shape[2], stride)], 1))
    return torch.stack(rows, 1)

# --- range-ends-too-early: the last window is never reached; shows on every input
def max_pool2d(x, kernel, stride=None, padding=0):
    stride = stride or kernel
    pool_output_size(x.shape[1], kernel, stride, padding)
    pool_output_size(x.shape[2], kernel, stride, padding)
    x = torch.nn.functional.pad(x, (padding,) * 4, value=float("-inf"))
    c, h, w = x.shape
    ys, xs = range(0, h - kernel, stride), range(0, w - kernel, stride)
    out = x.new_zeros(c, len(ys), len(xs))
    for a, i in enumerate(ys):
        for b, j in enumerate(xs):
            out[:, a, b] = x[:, i:i + kernel, j:j + kernel].amax((1, 2))
    return out

# --- wide-padding-passes: never asks pool_output_size, so padding above half the kernel passes; shows on kernel 2 with padding 2
def max_pool2d(x, kernel, stride=None, padding=0):
    stride = stride or kernel
    x = torch.nn.functional.pad(x, (padding,) * 4, value=float("-inf"))
    if kernel > x.shape[1] or kernel > x.shape[2]:
        raise ValueError(f"kernel {kernel} larger than {x.shape[1]}x{x.shape[2]}")
    return x.unfold(1, kernel, stride).unfold(2, kernel, stride).amax(dim=(-2, -1))

# --- indices-too: gives values and indices, as max over a dimension does; shows on every input
def max_pool2d(x, kernel, stride=None, padding=0):
    stride = stride or kernel
    pool_output_size(x.shape[1], kernel, stride, padding)
    pool_output_size(x.shape[2], kernel, stride, padding)
    x = torch.nn.functional.pad(x, (padding,) * 4, value=float("-inf"))
    return tuple(x.unfold(1, kernel, stride).unfold(2, kernel, stride).flatten(-2).max(-1))
