# --- bias-for-every-channel: the bias is added once for each input channel; shows on two channels with a bias
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    C, H, W = x.shape
    K, WC, kh, kw = weight.shape
    if C != WC:
        raise ValueError(f"x has {C} channels, weight {WC}")
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    maps = []
    for k in range(K):
        total = 0
        for c in range(C):
            total = total + cross_correlate2d(x[c], weight[k, c])[::sh, ::sw]
            if bias is not None:
                total = total + bias[k]
        maps.append(total)
    return torch.stack(maps)

# --- truth-of-a-bias: `if bias:` on a tensor of several numbers is an error; shows on a bias of 2 or more
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    C, H, W = x.shape
    K, WC, kh, kw = weight.shape
    if C != WC:
        raise ValueError(f"x has {C} channels, weight {WC}")
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = x.unfold(1, kh, sh).unfold(2, kw, sw)
    out = torch.einsum("chwij,kcij->khw", windows, weight)
    if bias:
        out += bias[:, None, None]
    return out

# --- pad-order-swapped: the vertical padding goes left and right; shows on padding=(0, 1)
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"channels: {x.shape[0]} and {weight.shape[1]}")
    x = torch.nn.functional.pad(x, (ph, ph, pw, pw))
    kh, kw = weight.shape[2:]
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} does not fit {tuple(x.shape)}")
    out = torch.einsum("chwij,kcij->khw", x.unfold(1, kh, sh).unfold(2, kw, sw), weight)
    return out if bias is None else out + bias.reshape(-1, 1, 1)

# --- strides-swapped: the pair is taken as (horizontal, vertical); shows on stride=(2, 3)
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sw, sh = as_pair(stride)
    ph, pw = as_pair(padding)
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"channels: {x.shape[0]} and {weight.shape[1]}")
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    kh, kw = weight.shape[2:]
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} does not fit {tuple(x.shape)}")
    out = torch.einsum("chwij,kcij->khw", x.unfold(1, kh, sh).unfold(2, kw, sw), weight)
    return out if bias is None else out + bias.reshape(-1, 1, 1)

# --- turned-kernels: uses the true convolution for each channel; shows on any kernel that is not symmetric
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"channels: {x.shape[0]} and {weight.shape[1]}")
    xp = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    out = []
    for k in weight:
        out.append(sum(convolve2d(xp[c], k[c]) for c in range(len(k)))[::sh, ::sw])
    out = torch.stack(out)
    if bias is not None:
        out = out + bias[:, None, None]
    return out

# --- half-windows-count: rounds the size up and lets the last window hang over zeros; shows on a size that does not divide
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    K, C2, kh, kw = weight.shape
    if C != C2:
        raise ValueError(f"{C} != {C2}")
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel ({kh}, {kw}) too large for ({H + 2*ph}, {W + 2*pw})")
    oh = -(-(H + 2 * ph - kh) // sh) + 1
    ow = -(-(W + 2 * pw - kw) // sw) + 1
    big = x.new_zeros(C, (oh - 1) * sh + kh, (ow - 1) * sw + kw)
    src = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    big[:, :src.shape[1], :src.shape[2]] = src[:, :big.shape[1], :big.shape[2]]
    out = x.new_zeros(K, oh, ow)
    for i in range(oh):
        for j in range(ow):
            patch = big[:, i * sh:i * sh + kh, j * sw:j * sw + kw]
            out[:, i, j] = (weight * patch).sum((1, 2, 3))
    if bias is not None:
        out += bias.view(-1, 1, 1)
    return out

# --- channels-unchecked: one-channel kernels are broadcast over all channels; shows on x with 3 channels and weight with 1
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    kh, kw = weight.shape[-2:]
    oh, ow = (x.shape[1] - kh) // sh + 1, (x.shape[2] - kw) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError(f"kernel {kh}x{kw} does not fit {x.shape[1]}x{x.shape[2]}")
    out = x.new_zeros(weight.shape[0], oh, ow)
    for i in range(oh):
        for j in range(ow):
            patch = x[:, i * sh:i * sh + kh, j * sw:j * sw + kw]
            out[:, i, j] = (weight * patch).sum((1, 2, 3))
    if bias is not None:
        out += bias.view(-1, 1, 1)
    return out

# --- checked-before-padding: a kernel that fits only with its padding is refused; shows on 2x2 image, 3x3 kernel, padding 1
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"x has {x.shape[0]} channels, weight has {C}")
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} larger than image {x.shape[1]}x{x.shape[2]}")
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    out = torch.einsum("chwij,kcij->khw", x.unfold(1, kh, sh).unfold(2, kw, sw), weight)
    return out if bias is None else out + bias[:, None, None]

# --- pads-one-side: the zeros stand at the right and at the bottom only; shows on padding=1
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"x has {x.shape[0]} channels, weight has {C}")
    padded = x.new_zeros(C, x.shape[1] + 2 * ph, x.shape[2] + 2 * pw)
    padded[:, :x.shape[1], :x.shape[2]] = x
    if kh > padded.shape[1] or kw > padded.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} larger than {padded.shape[1]}x{padded.shape[2]}")
    out = torch.einsum("chwij,kcij->khw", padded.unfold(1, kh, sh).unfold(2, kw, sw), weight)
    return out if bias is None else out + bias[:, None, None]

# --- bias-along-the-width: adds the bias to the last dimension; shows on a bias where W' is not K (an error) or is K (wrong values)
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"x has {x.shape[0]} channels, weight has {C}")
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} larger than {x.shape[1]}x{x.shape[2]}")
    out = torch.einsum("chwij,kcij->khw", x.unfold(1, kh, sh).unfold(2, kw, sw), weight)
    if bias is not None:
        out = out + bias
    return out

# --- channels-last-result: gives (H', W', K) as TensorFlow does; shows on every input that is not a single number
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"x has {x.shape[0]} channels, weight has {C}")
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} larger than {x.shape[1]}x{x.shape[2]}")
    out = torch.einsum("chwij,kcij->hwk", x.unfold(1, kh, sh).unfold(2, kw, sw), weight)
    return out if bias is None else out + bias

# --- each-kernel-sees-one-channel: map k looks at channel k only, as a depthwise layer; shows on two channels
def conv_layer(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"x has {x.shape[0]} channels, weight has {C}")
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    if kh > x.shape[1] or kw > x.shape[2]:
        raise ValueError(f"kernel {kh}x{kw} larger than {x.shape[1]}x{x.shape[2]}")
    maps = [cross_correlate2d(x[k % C], weight[k, k % C])[::sh, ::sw] for k in range(K)]
    out = torch.stack(maps)
    return out if bias is None else out + bias.view(K, 1, 1)
