"""Nested loops over Python numbers, no slices at all"""

import torch


def _pair(value):
    return value if isinstance(value, tuple) else (value, value)


def _fit(kernel, room):
    if kernel > room:
        raise ValueError(f"kernel size {kernel} > input size {room}")


def cross_correlate2d(image, kernel):
    h, w = image.size()
    kh, kw = kernel.size()
    _fit(kh, h)
    _fit(kw, w)
    pixels, weights = image.tolist(), kernel.tolist()
    rows = []
    for i in range(h - kh + 1):
        row = []
        for j in range(w - kw + 1):
            total = 0.0
            for m in range(kh):
                for n in range(kw):
                    total += pixels[i + m][j + n] * weights[m][n]
            row.append(total)
        rows.append(row)
    return torch.tensor(rows, dtype=image.dtype, device=image.device)


def convolve2d(image, kernel, mode="valid"):
    h, w = image.size()
    kh, kw = kernel.size()
    if mode == "valid":
        _fit(kh, h)
        _fit(kw, w)
    elif mode != "full":
        raise ValueError("unknown mode " + str(mode))
    pixels, weights = image.tolist(), kernel.tolist()
    full = [[0.0] * (w + kw - 1) for _ in range(h + kh - 1)]
    for y in range(h):
        for x in range(w):
            for m in range(kh):
                for n in range(kw):
                    full[y + m][x + n] += pixels[y][x] * weights[m][n]
    if mode == "valid":
        full = [row[kw - 1 : w] for row in full[kh - 1 : h]]
    return torch.tensor(full, dtype=image.dtype, device=image.device)


def vertical_edges(image):
    h, w = image.size()
    result = torch.empty(h - 2, w - 2, dtype=image.dtype, device=image.device)
    for i in range(1, h - 1):
        for j in range(1, w - 1):
            right = image[i - 1, j + 1] + 2 * image[i, j + 1] + image[i + 1, j + 1]
            left = image[i - 1, j - 1] + 2 * image[i, j - 1] + image[i + 1, j - 1]
            result[i - 1, j - 1] = right - left
    return result


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    c_in, h, w = x.size()
    k_out, c_w, kh, kw = weight.size()
    if c_in != c_w:
        raise ValueError(f"x has {c_in} channels and weight has {c_w}")
    (sh, sw), (ph, pw) = _pair(stride), _pair(padding)
    _fit(kh, h + 2 * ph)
    _fit(kw, w + 2 * pw)
    pixels, weights = x.tolist(), weight.tolist()
    offsets = [0.0] * k_out if bias is None else bias.tolist()
    maps = []
    for k in range(k_out):
        rows = []
        for top in range(-ph, h + ph - kh + 1, sh):
            row = []
            for left in range(-pw, w + pw - kw + 1, sw):
                total = offsets[k]
                for c in range(c_in):
                    for m in range(kh):
                        for n in range(kw):
                            if 0 <= top + m < h and 0 <= left + n < w:
                                total += pixels[c][top + m][left + n] * weights[k][c][m][n]
                row.append(total)
            rows.append(row)
        maps.append(rows)
    return torch.tensor(maps, dtype=x.dtype, device=x.device)


def im2col(x, kernel_size, stride=1, padding=0):
    c_in, h, w = x.size()
    (kh, kw), (sh, sw), (ph, pw) = _pair(kernel_size), _pair(stride), _pair(padding)
    _fit(kh, h + 2 * ph)
    _fit(kw, w + 2 * pw)
    pixels = x.tolist()
    matrix = []
    for c in range(c_in):
        for m in range(kh):
            for n in range(kw):
                row = []
                for top in range(-ph, h + ph - kh + 1, sh):
                    for left in range(-pw, w + pw - kw + 1, sw):
                        y, z = top + m, left + n
                        row.append(pixels[c][y][z] if 0 <= y < h and 0 <= z < w else 0.0)
                matrix.append(row)
    return torch.tensor(matrix, dtype=x.dtype, device=x.device)


def conv_matrix(kernel, height, width):
    kh, kw = kernel.size()
    _fit(kh, height)
    _fit(kw, width)
    weights = kernel.tolist()
    matrix = []
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            matrix.append(
                [
                    weights[y - i][x - j] if 0 <= y - i < kh and 0 <= x - j < kw else 0.0
                    for y in range(height)
                    for x in range(width)
                ]
            )
    return torch.tensor(matrix, dtype=kernel.dtype, device=kernel.device)


def winograd_1d(tile, kernel):
    products = [
        (tile[0] - tile[2]) * kernel[0],
        (tile[1] + tile[2]) * (0.5 * (kernel[0] + kernel[1] + kernel[2])),
        (tile[2] - tile[1]) * (0.5 * (kernel[0] - kernel[1] + kernel[2])),
        (tile[1] - tile[3]) * kernel[2],
    ]
    return (
        products[0] + products[1] + products[2],
        products[1] - products[2] - products[3],
    )


def merge_kernels(first, second):
    (h1, w1), (h2, w2) = first.size(), second.size()
    one, two = first.tolist(), second.tolist()
    merged = [[0.0] * (w1 + w2 - 1) for _ in range(h1 + h2 - 1)]
    for a in range(h1):
        for b in range(w1):
            for c in range(h2):
                for d in range(w2):
                    merged[a + c][b + d] += one[a][b] * two[c][d]
    return torch.tensor(merged, dtype=first.dtype, device=first.device)


def correlation_gradients(image, kernel, upstream):
    (h, w), (kh, kw) = image.size(), kernel.size()
    rows, columns = h - kh + 1, w - kw + 1
    if (len(upstream), len(upstream[0])) != (rows, columns):
        raise ValueError(f"upstream {tuple(upstream.size())} should be {rows} x {columns}")
    pixels, weights, slopes = image.tolist(), kernel.tolist(), upstream.tolist()
    of_image = [[0.0] * w for _ in range(h)]
    of_kernel = [[0.0] * kw for _ in range(kh)]
    for i in range(rows):
        for j in range(columns):
            for m in range(kh):
                for n in range(kw):
                    of_image[i + m][j + n] += slopes[i][j] * weights[m][n]
                    of_kernel[m][n] += slopes[i][j] * pixels[i + m][j + n]
    return (
        torch.tensor(of_image, dtype=image.dtype, device=image.device),
        torch.tensor(of_kernel, dtype=kernel.dtype, device=kernel.device),
    )
