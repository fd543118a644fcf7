# --- transposed-product: multiplies the other way round and reshapes without turning back
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} channels in x, {C} in weight")
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    cols = im2col(x, (kh, kw), stride, padding)
    out = cols.T @ weight.reshape(K, -1).T
    if bias is not None:
        out = out + bias
    oh = (x.shape[1] + 2 * ph - kh) // sh + 1
    ow = (x.shape[2] + 2 * pw - kw) // sw + 1
    return out.reshape(K, oh, ow)


# --- square-output: takes the root of the number of positions for both sides
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    K, C, kh, kw = weight.shape
    if C != x.shape[0]:
        raise ValueError(f"expected {C} channels, got {x.shape[0]}")
    cols = im2col(x, (kh, kw), stride, padding)
    out = weight.reshape(K, -1) @ cols
    if bias is not None:
        out = out + bias.unsqueeze(1)
    side = int(cols.shape[1] ** 0.5)
    return out.reshape(K, side, side)


# --- padded-twice: pads the image and then tells im2col to pad it, too
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"x: {x.shape[0]}, weight: {C}")
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    cols = im2col(x, (kh, kw), stride, padding)
    out = weight.reshape(K, -1) @ cols
    if bias is not None:
        out = out + bias.reshape(-1, 1)
    return out.reshape(K, (x.shape[1] + 2 * ph - kh) // sh + 1, -1)


# --- view-of-the-weights: calls view on the weights, which fails where their memory is not in order
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"x has {x.shape[0]} channels and weight has {C}")
    sh, _ = as_pair(stride)
    ph, _ = as_pair(padding)
    cols = im2col(x, (kh, kw), stride, padding)
    out = torch.mm(weight.view(K, C * kh * kw), cols)
    if bias is not None:
        out = out + bias.view(K, 1)
    return out.view(K, (x.shape[1] + 2 * ph - kh) // sh + 1, -1)


# --- size-without-stride: two mistakes, the height of the result forgets the padding, and a bias of zeros is needed
def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"{x.shape[0]} != {C}")
    sh, sw = as_pair(stride)
    cols = im2col(x, (kh, kw), stride, padding)
    out = weight.reshape(K, -1) @ cols + bias.reshape(K, 1)
    oh = (x.shape[1] - kh) // sh + 1
    return out.reshape(K, oh, -1)
