"""Sums over channels, outputs and groups, and columns moved one at a time."""

import torch


def flatten_count(height, width, channels=1):
    return sum((height * width,) * channels) if channels < 1000 else channels * width * height


def dense_params(n_in, n_out, bias=True):
    per_output = n_in
    if bias:
        per_output += 1
    return per_output * n_out


def local_params(height, width, kernel_size, bias=False):
    per_position = kernel_size**2
    if bias:
        per_position += 1
    return width * height * per_position


def conv_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    if in_channels % groups != 0:
        raise ValueError(f"in_channels ({in_channels}) cannot be split into {groups} groups")
    if out_channels % groups != 0:
        raise ValueError(f"out_channels ({out_channels}) cannot be split into {groups} groups")
    try:
        rows, columns = kernel_size
    except TypeError:
        rows = columns = kernel_size
    total = 0
    for _ in range(groups):
        total += (in_channels // groups) * (out_channels // groups) * rows * columns
    if bias:
        total += out_channels
    return total


def layer_table(height, width, kernel_size):
    table = {}
    table["conv"] = kernel_size * kernel_size
    table["local"] = table["conv"] * height * width
    table["dense"] = (height * width) ** 2
    return table


def overfit_risk(n_params, n_examples):
    if not n_examples >= 1:
        raise ValueError("n_examples = " + str(n_examples))
    share = n_params / n_examples
    risk = "low"
    if share > 1:
        risk = "medium"
    if share > 10:
        risk = "high"
    return (share, risk)


def shuffle_weights(weight, perm):
    columns = []
    for place in perm.tolist():
        columns.append(weight[:, place])
    return torch.stack(columns, dim=1)
