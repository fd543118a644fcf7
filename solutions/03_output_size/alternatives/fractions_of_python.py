"""Exact fractions, with their own floor and ceil."""

import math
from fractions import Fraction


def conv_output_size(size, kernel, stride=1, padding=0):
    limits = {
        "size": (size, 1),
        "kernel": (kernel, 1),
        "stride": (stride, 1),
        "padding": (padding, 0),
    }
    for name, (value, least) in limits.items():
        if value < least:
            raise ValueError(f"{name}: {value}")
    places = Fraction(size - kernel + 2 * padding, stride) + 1
    if places < 1 or places.denominator != 1:
        raise ValueError(f"({size} - {kernel} + 2 * {padding}) / {stride} + 1 = {places}")
    return int(places)


def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    places = Fraction(size + 2 * padding - dilation * (kernel - 1) - 1, stride) + 1
    if places < 1:
        raise ValueError(f"{kernel=} {dilation=} does not fit {size=} {padding=}")
    return math.floor(places)


def same_padding(kernel, dilation=1):
    padding = Fraction(dilation * (kernel - 1), 2)
    if padding.denominator == 2:
        raise ValueError(f"{kernel=} {dilation=} needs {padding}")
    return padding.numerator


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if padding > Fraction(kernel, 2):
        raise ValueError(f"{padding=} {kernel=}")
    rounded = math.ceil if ceil_mode else math.floor
    last = rounded(Fraction(size + 2 * padding - kernel, stride))
    if ceil_mode and last * stride >= size + padding:
        last = last - 1
    if last + 1 < 1:
        raise ValueError(f"{size=} {kernel=} {padding=} leaves {last + 1}")
    return last + 1
