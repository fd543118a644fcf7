# --- minus-9999: pads with a small number that is not the smallest; on images with numbers below -9999
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    C, H, W = x.shape
    stride = kernel if stride is None else stride
    oh = pool_output_size(H, kernel, stride, padding)
    ow = pool_output_size(W, kernel, stride, padding)
    padded = torch.full(
        (C, H + 2 * padding, W + 2 * padding), -9999.0, dtype=x.dtype, device=x.device
    )
    padded[:, padding : padding + H, padding : padding + W] = x
    windows = padded.unfold(1, kernel, stride).unfold(2, kernel, stride)
    return windows.reshape(C, oh, ow, kernel * kernel).max(dim=3).values


# --- partial-windows: starts a window at every step up to the end, and a slice that is cut short goes unnoticed; where pixels are left over, or windows overlap
def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    import torch.nn.functional as F

    if stride is None:
        stride = kernel
    for side in x.shape[1:]:
        pool_output_size(side, kernel, stride, padding)  # raises
    img = F.pad(x, (padding,) * 4, value=-float("inf"))
    rows = []
    for top in range(0, img.shape[1], stride):
        row = []
        for left in range(0, img.shape[2], stride):
            row.append(img[:, top : top + kernel, left : left + kernel].amax(dim=(1, 2)))
        rows.append(torch.stack(row, dim=-1))
    return torch.stack(rows, dim=-2)
