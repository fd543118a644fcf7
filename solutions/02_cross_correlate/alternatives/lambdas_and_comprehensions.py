"""Short functions made of comprehensions"""

# ruff: noqa: E731
import torch

_pair = lambda v: (v, v) if isinstance(v, int) else v


def _fits(kernel, room):
    if kernel[0] > room[0] or kernel[1] > room[1]:
        raise ValueError(f"{tuple(kernel)} does not fit in {tuple(room)}")
    return True


cross_correlate2d = lambda image, kernel: (
    _fits(kernel.shape, image.shape)
    and torch.stack(
        [
            torch.stack(
                [
                    torch.dot(
                        image[i : i + kernel.shape[0], j : j + kernel.shape[1]].reshape(-1),
                        kernel.reshape(-1),
                    )
                    for j in range(image.shape[1] - kernel.shape[1] + 1)
                ]
            )
            for i in range(image.shape[0] - kernel.shape[0] + 1)
        ]
    )
)


def convolve2d(image, kernel, mode="valid"):
    match = {"valid": 0, "full": 1}.get(mode)
    if match is None:
        raise ValueError(f"mode {mode} is not known")
    kh, kw = kernel.shape
    rows, columns = image.shape[0] + match * 2 * (kh - 1), image.shape[1] + match * 2 * (kw - 1)
    canvas = image.new_zeros(rows, columns)
    top, left = match * (kh - 1), match * (kw - 1)
    canvas[top : top + image.shape[0], left : left + image.shape[1]] = image
    return cross_correlate2d(canvas, kernel[list(range(kh))[::-1]][:, list(range(kw))[::-1]])


def im2col(x, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = map(_pair, (kernel_size, stride, padding))
    x = torch.nn.functional.pad(x, (pw, pw, ph, ph), value=0)
    _fits((kh, kw), x.shape[1:])
    down, across = x.shape[1] - kh + 1, x.shape[2] - kw + 1
    return torch.stack(
        [
            x[c, m : m + down : sh, n : n + across : sw].reshape(-1)
            for c in range(x.shape[0])
            for m in range(kh)
            for n in range(kw)
        ]
    )


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    if x.shape[0] != weight.shape[1]:
        raise ValueError(f"channels: {x.shape[0]}, {weight.shape[1]}")
    columns = im2col(x, tuple(weight.shape[2:]), stride, padding)
    rows = (x.shape[1] + 2 * _pair(padding)[0] - weight.shape[2]) // _pair(stride)[0] + 1
    ones = columns.new_ones(1, columns.shape[1])
    if bias is not None:  # the bias is the weight of a pixel that is always one
        columns = torch.cat([columns, ones])
        weight = torch.cat([weight.flatten(1), bias[:, None]], dim=1)
    return (weight.flatten(1) @ columns).reshape(len(weight), rows, -1)
