# --- weight-reshaped-the-other-way: reshape(-1, K).T mixes the kernels up; shows on two kernels
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} channels, not {C}")
    cols = im2col(x, (kh, kw), stride, padding)
    out = weight.reshape(-1, K).T @ cols
    if bias is not None:
        out = out + bias[:, None]
    return out.reshape(K, (x.shape[1] + 2 * ph - kh) // sh + 1, (x.shape[2] + 2 * pw - kw) // sw + 1)

# --- output-side-by-root: takes the output for square; shows on an output of 2x3
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} channels, not {C}")
    cols = im2col(x, (kh, kw), stride, padding)
    out = weight.reshape(K, -1) @ cols
    if bias is not None:
        out = out + bias.reshape(K, 1)
    side = int(cols.shape[1] ** 0.5)
    return out.reshape(K, side, side)

# --- sizes-swapped-at-the-end: reshapes to (K, W', H'); shows on an output that is not square
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} channels, not {C}")
    out = weight.flatten(1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        out += bias.unsqueeze(1)
    h = (x.shape[1] + 2 * ph - kh) // sh + 1
    w = (x.shape[2] + 2 * pw - kw) // sw + 1
    return out.view(K, w, h)

# --- padding-forgotten-in-the-size: the output size leaves the padding out; shows on padding=1
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    sh, sw = as_pair(stride)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} channels, not {C}")
    out = weight.reshape(K, -1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        out = out + bias.reshape(K, 1)
    h, w = (x.shape[1] - kh) // sh + 1, (x.shape[2] - kw) // sw + 1
    return out.reshape(K, h, w)

# --- stride-and-padding-not-handed-on: im2col is asked with its defaults; shows on stride=2
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} channels, not {C}")
    out = weight.reshape(K, -1) @ im2col(x, (kh, kw))
    if bias is not None:
        out = out + bias.reshape(K, 1)
    return out.reshape(K, x.shape[1] - kh + 1, x.shape[2] - kw + 1)

# --- leaves-the-check-to-matmul: channels that disagree give torch's RuntimeError; shows on x with 3 channels, weight with 2
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    K, C, kh, kw = weight.shape
    cols = im2col(x, (kh, kw), stride, padding)
    out = weight.reshape(K, C * kh * kw) @ cols
    if bias is not None:
        out = out + bias.reshape(K, 1)
    return out.reshape(K, (x.shape[1] + 2 * ph - kh) // sh + 1, (x.shape[2] + 2 * pw - kw) // sw + 1)

# --- product-the-other-way-round: positions stay in front and are reshaped as if they were last; shows on two kernels
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} channels, not {C}")
    cols = im2col(x, (kh, kw), stride, padding)
    out = cols.T @ weight.reshape(K, -1).T
    if bias is not None:
        out = out + bias
    return out.reshape(K, (x.shape[1] + 2 * ph - kh) // sh + 1, (x.shape[2] + 2 * pw - kw) // sw + 1)

# --- bias-never-added: the argument is there and unused; shows on any bias that is not zero
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} channels, not {C}")
    out = torch.matmul(weight.reshape(K, -1), im2col(x, (kh, kw), stride, padding))
    return out.reshape(K, (x.shape[1] + 2 * ph - kh) // sh + 1, (x.shape[2] + 2 * pw - kw) // sw + 1)

# --- stays-flat: gives (K, H'*W'); shows on every input
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} channels, not {C}")
    out = torch.matmul(weight.reshape(K, -1), im2col(x, (kh, kw), stride, padding))
    return out if bias is None else out + bias.view(-1, 1)
