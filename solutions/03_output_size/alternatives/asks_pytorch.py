"""Sizes of everyday images read off real PyTorch layers on meta tensors."""

import torch


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach > size + 2 * padding:
        raise ValueError(f"{reach} > {size + 2 * padding}")
    if max(size, padding, dilation) > 2**31:
        return (size + 2 * padding - reach) // stride + 1
    layer = torch.nn.Conv1d(1, 1, kernel, stride, padding, dilation, device="meta")
    return int(layer(torch.zeros(1, 1, size, device="meta")).shape[-1])


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    if max(size, kernel) > 2**31:
        stride = stride or kernel
        count = (size + 2 * padding - kernel + (stride - 1) * bool(ceil_mode)) // stride + 1
        return count - (ceil_mode and (count - 1) * stride >= size + padding)
    layer = torch.nn.MaxPool2d(
        (kernel, 1), None if stride is None else (stride, 1), (padding, 0), ceil_mode=ceil_mode
    )
    try:
        return int(layer(torch.zeros(1, 1, size, 1)).shape[2])
    except RuntimeError as error:
        raise ValueError(f"{size} {kernel} {padding}: {error}") from None


def relu(x):
    return torch.nn.functional.relu(x)


def max_pool2d(x, kernel, stride=None, padding=0):
    stride = stride or kernel
    for side in x.shape[1:]:
        if 2 * padding > kernel or kernel > side + 2 * padding:
            raise ValueError(f"kernel {kernel}, padding {padding}, side {side}")
    inside = torch.nn.functional.pad(x, [padding] * 4, value=x.min().item())
    columns = torch.nn.functional.unfold(inside[:, None], kernel, stride=stride)
    rows = (x.shape[1] + 2 * padding - kernel) // stride + 1
    return columns.amax(dim=1).reshape(len(x), rows, -1)
