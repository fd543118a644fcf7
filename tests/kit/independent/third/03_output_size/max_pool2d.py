# --- zeros-around: pads with zeros as a convolution does
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    import torch.nn.functional as F

    stride = kernel if stride is None else stride
    pool_output_size(x.shape[1], kernel, stride, padding)
    pool_output_size(x.shape[2], kernel, stride, padding)
    x = F.pad(x, (padding, padding, padding, padding))
    return x.unfold(1, kernel, stride).unfold(2, kernel, stride).amax(dim=(3, 4))


# --- starts-from-zero: pads with minus infinity, and then compares from a table of zeros on
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    import torch.nn.functional as F

    if stride is None:
        stride = kernel
    oh = pool_output_size(x.shape[1], kernel, stride, padding)
    ow = pool_output_size(x.shape[2], kernel, stride, padding)
    p = F.pad(x, (padding,) * 4, value=float("-inf"))
    best = torch.zeros(x.shape[0], oh, ow, dtype=x.dtype, device=x.device)
    for m in range(kernel):
        for n in range(kernel):
            part = p[:, m : m + (oh - 1) * stride + 1 : stride, n : n + (ow - 1) * stride + 1 : stride]
            best = torch.maximum(best, part)
    return best


# --- a-very-small-number: pads with -1e4, which a smaller pixel loses against
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    stride = stride or kernel
    C, H, W = x.shape
    oh = pool_output_size(H, kernel, stride, padding)
    ow = pool_output_size(W, kernel, stride, padding)
    big = torch.full((C, H + 2 * padding, W + 2 * padding), -1e4, dtype=x.dtype, device=x.device)
    big[:, padding : padding + H, padding : padding + W] = x
    out = torch.empty(C, oh, ow, dtype=x.dtype, device=x.device)
    for i in range(oh):
        for j in range(ow):
            w = big[:, i * stride : i * stride + kernel, j * stride : j * stride + kernel]
            out[:, i, j] = w.flatten(1).max(dim=1).values
    return out


# --- blocks: cuts the image into blocks with reshape, which is right only where the stride is the kernel
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    import torch.nn.functional as F

    C, H, W = x.shape
    oh = pool_output_size(H, kernel, None, padding)
    ow = pool_output_size(W, kernel, None, padding)
    p = F.pad(x, (padding,) * 4, value=float("-inf"))
    p = p[:, : oh * kernel, : ow * kernel]
    return p.reshape(C, oh, kernel, ow, kernel).amax(dim=(2, 4))


# --- clipped-windows: a rewrite without padding, in which each window is cut to the image; its end is reckoned after its start was cut
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    stride = kernel if stride is None else stride
    C, H, W = x.shape
    oh = pool_output_size(H, kernel, stride, padding)
    ow = pool_output_size(W, kernel, stride, padding)
    rows = []
    for i in range(oh):
        top = max(i * stride - padding, 0)
        row = []
        for j in range(ow):
            left = max(j * stride - padding, 0)
            row.append(x[:, top : top + kernel, left : left + kernel].amax((1, 2)))
        rows.append(torch.stack(row, -1))
    return torch.stack(rows, 1)
