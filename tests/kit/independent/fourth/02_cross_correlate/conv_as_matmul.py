# --- bias-along-positions: adds the bias to the rows of the product as it is, so number k goes to position k; with any bias on more than one kernel
def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    K, C, kh, kw = weight.shape
    if x.shape[0] != C:
        raise ValueError(f"x has {x.shape[0]} channels, not {C}")
    sh, _ = as_pair(stride)
    ph, _ = as_pair(padding)
    out = weight.reshape(K, -1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        out = out + bias
    rows = (x.shape[1] + 2 * ph - kh) // sh + 1
    return out.reshape(K, rows, -1)


# --- square-root-of-positions: takes the root of the number of positions for both sides of the result; on results that are not square
def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    if x.size(0) != weight.size(1):
        raise ValueError(f"channels differ: {x.size(0)} and {weight.size(1)}")
    columns = im2col(x, tuple(weight.shape[-2:]), stride, padding)
    product = torch.matmul(weight.flatten(1), columns)
    if bias is not None:
        product += bias.unsqueeze(1)
    side = int(columns.size(1) ** 0.5)
    return product.view(weight.size(0), side, side)
