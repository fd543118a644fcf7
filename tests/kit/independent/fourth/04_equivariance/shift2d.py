# --- zero-wipes-all: has one branch for positive shifts and one for the rest, and the slice from 0 on is everything; where one of the two shifts is 0
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    out = torch.roll(x, shifts=(dy, dx), dims=(-2, -1))
    if dy > 0:
        out[..., :dy, :] = 0
    else:
        out[..., dy:, :] = 0
    if dx > 0:
        out[..., :, :dx] = 0
    else:
        out[..., :, dx:] = 0
    return out


# --- pads-and-crops: pads by the shift on one side and by its negative on the other, which fails beyond the edge; on a shift by more than the picture is wide or high
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    from torch.nn.functional import pad

    return pad(x, (dx, -dx, dy, -dy)).clone()


# --- first-two-dimensions: shifts the first two dimensions, as of a numpy picture; on (C, H, W) and (N, C, H, W)
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    result = torch.zeros_like(x)
    height, width = x.shape[0], x.shape[1]
    for row in range(height):
        for column in range(width):
            if 0 <= row + dy < height and 0 <= column + dx < width:
                result[row + dy, column + dx] = x[row, column]
    return result


# --- clamped-and-same-object: two mistakes, a shift is cut down to the size minus one, and a shift by zero gives x itself; on a shift past the edge, and on a shift by (0, 0)
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    if dy == 0 and dx == 0:
        return x
    h, w = x.shape[-2:]
    dy = max(1 - h, min(h - 1, dy))
    dx = max(1 - w, min(w - 1, dx))
    out = torch.zeros_like(x)
    src = x[..., max(-dy, 0) : h - max(dy, 0), max(-dx, 0) : w - max(dx, 0)]
    out[..., max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = src
    return out
