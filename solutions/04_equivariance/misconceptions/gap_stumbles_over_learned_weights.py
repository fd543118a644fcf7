"""A layer with learnable weights stops the measure

With a function of fixed numbers your gap works; with a layer or a network it stops with an
error about gradients. The output of a layer with learnable weights remembers how it was
computed, so that gradients can flow back, and such a tensor cannot simply be turned into an
array.

Take a layer from `torch.nn` as f and measure its gap. The message names the way out. Think
about what you need from the output: its numbers, nothing of its history. And ask whether
you need another library here at all: differences, absolute values and the largest entry
exist in PyTorch too.
"""

from equivariance import shift2d


def _inside(difference, margin):
    height, width = difference.shape[-2:]
    if min(height, width) <= 2 * margin:
        raise ValueError(f"a margin of {margin} leaves nothing of {height} x {width}")
    return difference[..., margin : height - margin, margin : width - margin]


def equivariance_gap(f, x, dy, dx, margin=0):
    difference = f(shift2d(x, dy, dx)) - shift2d(f(x), dy, dx)
    return float(abs(_inside(difference, margin).cpu().numpy()).max())
