"""Callable objects, a dataclass for the comparison, functools."""

from dataclasses import dataclass
from functools import partial, reduce

import torch
from torch import nn


class _Shift(nn.Module):
    """A shift as a module: indices with a place for nothing."""

    def __init__(self, dy, dx):
        super().__init__()
        self.steps = {-2: dy, -1: dx}

    def forward(self, x):
        return reduce(self._along, self.steps, x).clone()

    def _along(self, x, dim):
        size = x.shape[dim]
        source = torch.arange(size, device=x.device) - self.steps[dim]
        outside = (source < 0) | (source >= size)
        taken = x.index_select(dim, source.clamp(0, size - 1))
        shape = [1] * x.dim()
        shape[dim] = size
        return taken.masked_fill(outside.view(shape), 0)


@dataclass
class _Comparison:
    of_shifted: torch.Tensor
    expected: torch.Tensor
    margin: int = 0

    def gap(self):
        difference = (self.of_shifted - self.expected).abs().detach()
        for dim in (-2, -1):
            length = difference.shape[dim] - 2 * self.margin
            if length <= 0:
                raise ValueError(f"margin {self.margin} against size {difference.shape[dim]}")
            difference = difference.narrow(dim, self.margin, length)
        return difference.flatten().max().item()


def shift2d(x, dy, dx):
    return _Shift(dy, dx)(x)


def equivariance_gap(f, x, dy, dx, margin=0):
    shift = _Shift(dy, dx)
    return _Comparison(f(shift(x)), shift(f(x)), margin).gap()


class _Within:
    def __init__(self, measure):
        self.measure = measure

    def __call__(self, f, x, dy, dx, margin=0, atol=1e-5):
        return self.measure(f, x, dy, dx, margin) <= atol


is_equivariant = _Within(equivariance_gap)


def spoiled_border(kernel_size, shift):
    reach = kernel_size // 2
    return int(bool(reach) and bool(shift)) * max(abs(shift), reach)


global_average_pool = partial(torch.mean, dim=(2, 3))


def is_invariant(f, x, dy, dx, atol=1e-5):
    return bool(torch.all(torch.abs(f(x) - f(_Shift(dy, dx)(x))) <= atol))


def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    def gap(d):
        return _Comparison(f(_Shift(0, d)(x)), _Shift(0, d // stride)(f(x)), margin).gap()

    return [d for d in range(1, max_shift + 1) if gap(d) <= atol]
