# --- not-transposed-back: the product of windows and kernels only needs a reshape
def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    windows = im2col(x, (kh, kw), stride, padding).T
    result = windows @ weight.reshape(kernels, -1).T
    if bias is not None:
        result = result + bias
    return result.reshape(kernels, out_h, out_w)

# --- width-first: the last reshape wants the width before the height
def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    result = weight.flatten(1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_w, out_h)

# --- no-bias: the matrix product has the bias in it already
def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    result = weight.flatten(1) @ im2col(x, (kh, kw), stride, padding)
    return result.reshape(kernels, out_h, out_w)

# --- matmul-complains: a matrix product complains by itself if the channels do not match
def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    _, height, width = x.shape
    kernels, _, kh, kw = weight.shape
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    result = weight.flatten(1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias.unsqueeze(1)
    return result.view(kernels, out_h, out_w)

# --- kernels-as-columns: reshape to (C * kh * kw, K) makes each kernel a column
def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    matrix = weight.reshape(channels * kh * kw, kernels)
    result = matrix.T @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

# --- square-kernel: the kernel has one size
def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    result = weight.flatten(1) @ im2col(x, kw, stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

# --- addmm: addmm adds the bias to the product, as a dense layer does
def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)
    columns = im2col(x, (kh, kw), stride, padding)
    if bias is None:
        result = weight.flatten(1) @ columns
    else:
        result = torch.addmm(bias, weight.flatten(1), columns)
    return result.reshape(kernels, out_h, out_w)
