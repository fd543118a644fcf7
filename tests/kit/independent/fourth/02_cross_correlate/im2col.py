# --- channels-last: writes a window pixel by pixel, all channels of a pixel together, as TensorFlow's patches; with two channels and windows above one pixel
def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    import torch.nn.functional as F

    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    img = F.pad(x, (pw, pw, ph, ph)).permute(1, 2, 0)  # H, W, C
    H, W, _ = img.shape
    if kh > H or kw > W:
        raise ValueError(f"window {kh}x{kw} does not fit into {H}x{W}")
    patches = [
        img[i : i + kh, j : j + kw].reshape(-1)
        for i in range(0, H - kh + 1, sh)
        for j in range(0, W - kw + 1, sw)
    ]
    return torch.stack(patches, dim=1)


# --- columns-first: two mistakes, as in MATLAB each window is written column by column, and the positions go down before they go right; on windows above one row and column, and on more than one row and column of positions
def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh, kw} does not fit {H + 2 * ph, W + 2 * pw}")
    padded = x.new_zeros(C, H + 2 * ph, W + 2 * pw)
    padded[:, ph : ph + H, pw : pw + W] = x
    columns = []
    for j in range(0, W + 2 * pw - kw + 1, sw):
        for i in range(0, H + 2 * ph - kh + 1, sh):
            window = padded[:, i : i + kh, j : j + kw]
            columns.append(window.transpose(1, 2).flatten())
    return torch.stack(columns).T.contiguous()
