# --- bias-in-the-loop: adds the bias for every channel
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    K, Cw, kh, kw = weight.shape
    if C != Cw:
        raise ValueError(f"x has {C} channels, weight has {Cw}")
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} does not fit {tuple(x.shape)}")
    maps = []
    for k in range(K):
        acc = 0
        for c in range(C):
            acc = acc + cross_correlate2d(x[c], weight[k, c])
            if bias is not None:
                acc = acc + bias[k]
        maps.append(acc[::sh, ::sw])
    return torch.stack(maps)


# --- bias-along-the-row: adds the bias without reshaping, so it goes along the columns
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"channels: {x.shape[0]} and {C}")
    xp = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if xp.shape[1] < kh or xp.shape[2] < kw:
        raise ValueError(f"kernel {kh}x{kw} > input {xp.shape[1]}x{xp.shape[2]}")
    win = xp.unfold(1, kh, sh).unfold(2, kw, sw)
    out = torch.einsum("chwij,kcij->khw", win, weight)
    if bias is not None:
        out = out + bias
    return out


# --- horizontal-first: takes the pair of the padding as (horizontal, vertical)
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    p = as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"x has {x.shape[0]} channels but weight expects {C}")
    x = torch.nn.functional.pad(x, (p[0], p[0], p[1], p[1]))
    Hp, Wp = x.shape[1:]
    if kh > Hp or kw > Wp:
        raise ValueError(f"kernel ({kh}, {kw}) larger than padded input ({Hp}, {Wp})")
    oh, ow = (Hp - kh) // sh + 1, (Wp - kw) // sw + 1
    out = torch.zeros(K, oh, ow, dtype=x.dtype, device=x.device)
    for k in range(K):
        for i in range(oh):
            for j in range(ow):
                out[k, i, j] = (x[:, i * sh : i * sh + kh, j * sw : j * sw + kw] * weight[k]).sum()
    if bias is not None:
        out += bias[:, None, None]
    return out


# --- rounds-up: the number of positions is rounded up, and the last window hangs over zeros
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    import math

    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    K, Cw, kh, kw = weight.shape
    if C != Cw:
        raise ValueError(f"{C} != {Cw}")
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"{kh}x{kw} does not fit")
    oh = math.ceil((H + 2 * ph - kh) / sh) + 1
    ow = math.ceil((W + 2 * pw - kw) / sw) + 1
    x = torch.nn.functional.pad(x, (pw, pw + sw, ph, ph + sh))
    out = torch.zeros(K, oh, ow, dtype=x.dtype, device=x.device)
    for i in range(oh):
        for j in range(ow):
            patch = x[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, i, j] = (patch * weight).sum(dim=(1, 2, 3))
    if bias is not None:
        out = out + bias.view(-1, 1, 1)
    return out


# --- pushed-from-the-pixels: a rewrite that lets each pixel push its share to the outputs, and reckons the output place with the full stride only where it is divisible in the row
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    K, Cw, kh, kw = weight.shape
    if C != Cw:
        raise ValueError(f"x has {C} channels and weight {Cw}")
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"the kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    oh, ow = (H + 2 * ph - kh) // sh + 1, (W + 2 * pw - kw) // sw + 1
    out = torch.zeros(K, oh, ow, dtype=x.dtype, device=x.device)
    for y in range(H):
        for z in range(W):
            for m in range(kh):
                for n in range(kw):
                    i, j = y + ph - m, z + pw - n
                    if i < 0 or j < 0 or i % sh:
                        continue
                    i, j = i // sh, j // sw
                    if i < oh and j < ow:
                        out[:, i, j] += weight[:, :, m, n] @ x[:, y, z]
    if bias is not None:
        out += bias[:, None, None]
    return out


# --- compares-with-the-kernels: compares x's channels with the number of kernels
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    if weight.shape[0] != C:
        raise ValueError(f"x has {C} channels, weight {weight.shape[0]}")
    kh, kw = weight.shape[-2:]
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw}")
    win = x.unfold(1, kh, sh).unfold(2, kw, sw)
    out = torch.einsum("chwij,kcij->khw", win, weight)
    if bias is not None:
        out = out + bias[:, None, None]
    return out


# --- one-map-and-averaged: two mistakes, channels are averaged instead of added, and stride goes in one direction only
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    s = stride if isinstance(stride, int) else stride[0]
    ph, pw = as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} and {C} channels")
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} does not fit {x.shape[1]}x{x.shape[2]}")
    out = torch.stack(
        [
            torch.stack([cross_correlate2d(x[c], weight[k, c]) for c in range(C)]).mean(dim=0)
            for k in range(K)
        ]
    )[:, ::s, ::s]
    if bias is not None:
        out = out + bias.reshape(K, 1, 1)
    return out
