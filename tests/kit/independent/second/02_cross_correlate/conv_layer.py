# --- bias-for-each-channel: the bias is added with each channel's map
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    result = x.new_zeros(K, out_h, out_w)
    for k in range(K):
        for c in range(C):
            result[k] += cross_correlate2d(padded[c], weight[k, c])[::sh, ::sw]
            if bias is not None:
                result[k] += bias[k]
    return result

# --- last-channel-wins: each channel's answer is written into the kernel's map
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    result = x.new_zeros(K, out_h, out_w)
    for k in range(K):
        for c in range(C):
            result[k] = cross_correlate2d(padded[c], weight[k, c])[::sh, ::sw]
        if bias is not None:
            result[k] += bias[k]
    return result

# --- stride-pair-turned: the first number of the stride is the horizontal one
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sw, sh), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    result = x.new_zeros(K, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            patch = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = torch.einsum("cmn,kcmn->k", patch, weight)
    if bias is not None:
        result += bias[:, None, None]
    return result

# --- padding-pair-turned: F.pad takes the vertical padding first
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    padded = torch.nn.functional.pad(x, (ph, ph, pw, pw))
    out_h = count_positions(padded.shape[1], kh, sh)
    out_w = count_positions(padded.shape[2], kw, sw)
    result = x.new_zeros(K, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            patch = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = torch.einsum("cmn,kcmn->k", patch, weight)
    if bias is not None:
        result += bias[:, None, None]
    return result

# --- padding-at-one-end: the padding goes above and to the left
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    padded = torch.nn.functional.pad(x, (pw, 0, ph, 0))
    out_h = count_positions(H + ph, kh, sh)
    out_w = count_positions(W + pw, kw, sw)
    result = x.new_zeros(K, out_h, out_w)
    for k in range(K):
        for i in range(out_h):
            for j in range(out_w):
                patch = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
                result[k, i, j] = (patch * weight[k]).sum()
    if bias is not None:
        result = result + bias.reshape(K, 1, 1)
    return result

# --- last-step-missing: the window's corner runs up to H - kh, without it
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    tops = list(range(0, padded.shape[1] - kh, sh))
    lefts = list(range(0, padded.shape[2] - kw, sw))
    result = x.new_zeros(K, len(tops), len(lefts))
    for i, top in enumerate(tops):
        for j, left in enumerate(lefts):
            patch = padded[:, top : top + kh, left : left + kw]
            result[:, i, j] = (weight * patch).sum(dim=(1, 2, 3))
    if bias is not None:
        result += bias[:, None, None]
    return result

# --- rounded-up: pixels left over get a last window of their own, filled up with zeros
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    out_h = -(-(H + 2 * ph - kh) // sh) + 1
    out_w = -(-(W + 2 * pw - kw) // sw) + 1
    padded = torch.nn.functional.pad(x, (pw, pw + sw, ph, ph + sh))
    result = x.new_zeros(K, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            patch = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = (weight * patch).sum(dim=(1, 2, 3))
    if bias is not None:
        result += bias[:, None, None]
    return result

# --- bias-along-the-rows: broadcasting finds the kernels' dimension by itself
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)
    result = torch.einsum("cijmn,kcmn->kij", windows, weight)
    if bias is not None:
        result = result + bias
    return result

# --- fit-before-padding: the kernel must fit the image itself
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    if kh > H or kw > W:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H}x{W}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)
    result = torch.einsum("cijmn,kcmn->kij", windows, weight)
    return result if bias is None else result + bias[:, None, None]

# --- weight-axes: the weights are (channels in, kernels, kh, kw)
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    C, H, W = x.shape
    D, K, kh, kw = weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)
    result = torch.einsum("cijmn,ckmn->kij", windows, weight)
    return result if bias is None else result + bias[:, None, None]

# --- zip-of-channels: zip notices by itself when the channels do not match
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, _, kh, kw) = x.shape, weight.shape
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    maps = []
    for kernel in weight:
        total = x.new_zeros(out_h, out_w)
        for channel, layer in zip(padded, kernel):
            total = total + cross_correlate2d(channel, layer)[::sh, ::sw]
        maps.append(total)
    result = torch.stack(maps)
    return result if bias is None else result + bias[:, None, None]

# --- truth-of-bias: `if bias` asks whether there is a bias
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    result = x.new_zeros(K, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            patch = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = (weight * patch).sum(dim=(1, 2, 3))
    if bias:
        result += bias[:, None, None]
    return result

# --- kernels-turned: a convolutional layer convolves, so its kernels are turned
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    maps = [
        sum(convolve2d(padded[c], weight[k, c])[::sh, ::sw] for c in range(C)) for k in range(K)
    ]
    result = torch.stack(maps)
    return result if bias is None else result + bias[:, None, None]

# --- border-repeated: the border of the image is repeated, so that no edge arises there
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x[None], (pw, pw, ph, ph), mode="replicate")[0]
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)
    result = torch.einsum("cijmn,kcmn->kij", windows, weight)
    return result if bias is None else result + bias[:, None, None]

# --- channels-kept-apart: each channel of a kernel gives a map of its own
def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (C, H, W), (K, D, kh, kw) = x.shape, weight.shape
    if C != D:
        raise ValueError(f"x has {C} channels, weight {D}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    count_positions(H, kh, sh, ph), count_positions(W, kw, sw, pw)
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)
    result = torch.einsum("cijmn,kcmn->kcij", windows, weight)
    if bias is not None:
        result = result + bias[:, None, None, None]
    return result.flatten(0, 1)
