# --- rolled: torch.roll moves a picture
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    return torch.roll(x, shifts=(dy, dx), dims=(-2, -1))

# --- x-before-y: dy moves along the last dimension
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dx) < height and abs(dy) < width:
        from_rows, to_rows = _overlap(height, dx)
        from_columns, to_columns = _overlap(width, dy)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

# --- up-is-positive: y points upwards
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, -dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

# --- looks-ahead: the new pixel at i is the old one at i + dy
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    H, W = x.shape[-2:]
    out = torch.zeros_like(x)
    for i in range(H):
        for j in range(W):
            if 0 <= i + dy < H and 0 <= j + dx < W:
                out[..., i, j] = x[..., i + dy, j + dx]
    return out

# --- zero-is-x: a shift by nothing changes nothing, so x can be handed back
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    if dy == 0 and dx == 0:
        return x
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

# --- cropped-and-padded: F.pad with a negative number cuts off at the other end, at any size
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    return torch.nn.functional.pad(x, (dx, -dx, dy, -dy))

# --- only-down-and-right: a shift goes down and to the right
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    shifted = torch.zeros_like(x)
    height, width = x.shape[-2:]
    dy, dx = max(dy, 0), max(dx, 0)
    if dy < height and dx < width:
        shifted[..., dy:, dx:] = x[..., : height - dy, : width - dx]
    return shifted

# --- four-dimensions: images come as a batch with channels
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    n, c, height, width = x.shape
    out = x.new_zeros(n, c, height, width)
    if abs(dy) < height and abs(dx) < width:
        out[:, :, max(dy, 0) : height + min(dy, 0), max(dx, 0) : width + min(dx, 0)] = x[
            :, :, max(-dy, 0) : height - max(dy, 0), max(-dx, 0) : width - max(dx, 0)
        ]
    return out

# --- border-smeared: what is uncovered shows the border of the picture
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    rows = (torch.arange(height, device=x.device) - dy).clamp(0, height - 1)
    columns = (torch.arange(width, device=x.device) - dx).clamp(0, width - 1)
    return x[..., rows, :][..., columns]

# --- default-dtype: torch.zeros takes on the dtype of what is written into it
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros(x.shape)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[..., to_rows, to_columns] = x[..., from_rows, from_columns]
    return shifted

# --- first-dimensions: rows and columns are the first two dimensions
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[:2]
    shifted = torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        from_columns, to_columns = _overlap(width, dx)
        shifted[to_rows, to_columns] = x[from_rows, from_columns]
    return shifted

# --- one-row-too-few: counted from the end, a shift up by one leaves the last two rows empty
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    shifted = torch.zeros_like(x)
    for i in range(max(dy, 0), height + min(dy, 0) - (1 if dy < 0 else 0)):
        for j in range(max(dx, 0), width + min(dx, 0)):
            shifted[..., i, j] = x[..., i - dy, j - dx]
    return shifted

# --- second-step-forgets-the-first: first the rows are moved, then the columns
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    down, right = torch.zeros_like(x), torch.zeros_like(x)
    if abs(dy) < height and abs(dx) < width:
        from_rows, to_rows = _overlap(height, dy)
        down[..., to_rows, :] = x[..., from_rows, :]
        from_columns, to_columns = _overlap(width, dx)
        right[..., to_columns] = x[..., from_columns]
    return right

# --- rolled-and-cleared: after a roll the first dy rows are cleared, for a negative dy too
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    out = torch.roll(x, (dy, dx), (-2, -1))
    if dy != 0:
        out[..., :dy, :] = 0
    if dx != 0:
        out[..., :, :dx] = 0
    return out

# --- cleared-in-the-input: rows that leave the picture can be cleared before the roll
def shift2d(x: Tensor, dy: int, dx: int) -> Tensor:
    height, width = x.shape[-2:]
    if abs(dy) >= height or abs(dx) >= width:
        return torch.zeros_like(x)
    if dy > 0:
        x[..., height - dy :, :] = 0
    elif dy < 0:
        x[..., :-dy, :] = 0
    if dx > 0:
        x[..., width - dx :] = 0
    elif dx < 0:
        x[..., :-dx] = 0
    return torch.roll(x, (dy, dx), (-2, -1))
