# --- fit-before-padding: asks whether the kernel fits the image as it came in; where it fits only the padded one
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    K, C2, kh, kw = weight.shape
    if C != C2:
        raise ValueError(f"x has {C} channels but weight expects {C2}")
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit image {H}x{W}")
    padded = torch.zeros(C, H + 2 * ph, W + 2 * pw, dtype=x.dtype, device=x.device)
    padded[:, ph : ph + H, pw : pw + W] = x
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)
    out = torch.einsum("chwij,kcij->khw", windows, weight)
    if bias is not None:
        out = out + bias[:, None, None]
    return out


# --- truth-of-bias: asks "if bias", which a tensor of several numbers does not answer; with a bias for more than one kernel
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    import torch.nn.functional as F

    (sv, sh), (pv, ph) = as_pair(stride), as_pair(padding)
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"{x.shape[0]} channels in x, {weight.shape[1]} in weight")
    x = F.pad(x, (ph, ph, pv, pv))
    kh, kw = weight.shape[2:]
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel ({kh}, {kw}) is larger than {tuple(x.shape[1:])}")
    maps = []
    for kernel in weight:
        per_channel = [cross_correlate2d(x[c], kernel[c]) for c in range(x.shape[0])]
        maps.append(sum(per_channel)[::sv, ::sh])
    y = torch.stack(maps)
    if bias:
        y = y + bias.view(-1, 1, 1)
    return y


# --- horizontal-first-bias-each-channel: two mistakes, a pair of strides is read as (horizontal, vertical), and the bias is added once for each channel; on stride=(1, 2), and with a bias on two channels
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    step_x, step_y = as_pair(stride)
    pad_y, pad_x = as_pair(padding)
    n_in, h, w = x.shape
    n_out, w_in, kh, kw = weight.shape
    if n_in != w_in:
        raise ValueError(f"x has {n_in} channels, weight has {w_in}")
    h, w = h + 2 * pad_y, w + 2 * pad_x
    if kh > h or kw > w:
        raise ValueError(f"a kernel of {kh}x{kw} does not fit {h}x{w}")
    big = x.new_zeros(n_in, h, w)
    big[:, pad_y : h - pad_y, pad_x : w - pad_x] = x
    oh, ow = (h - kh) // step_y + 1, (w - kw) // step_x + 1
    out = x.new_zeros(n_out, oh, ow)
    for k in range(n_out):
        for c in range(n_in):
            for i in range(oh):
                for j in range(ow):
                    top, left = i * step_y, j * step_x
                    part = big[c, top : top + kh, left : left + kw]
                    out[k, i, j] += (part * weight[k, c]).sum()
                    if bias is not None:
                        out[k, i, j] += bias[k]
    return out
