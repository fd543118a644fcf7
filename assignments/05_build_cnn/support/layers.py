"""Layers whose numbers are known, for tests that reckon what a network gives; and its state."""

import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy


def dense(weight: Tensor) -> nn.Linear:
    """A dense layer with this `(m, n)` weight and no bias."""
    return _holding(weight, nn.Linear(weight.shape[1], weight.shape[0], bias=False))


def conv(weight: Tensor, bias: float | None = None, **how) -> nn.Conv2d:
    """A convolution with this `(K, C, kh, kw)` weight, and the same bias for all kernels if any."""
    kernels, channels, *size = weight.shape
    layer = nn.Conv2d(channels, kernels, size, bias=bias is not None, **how)
    if bias is not None:
        nn.init.constant_(layer.bias, bias)
    return _holding(weight, layer)


def _holding(weight, layer):
    with torch.no_grad():
        layer.to(weight).weight.copy_(weight)
    return layer


def counting(like: Tensor, step: int, start: int = 1) -> Tensor:
    """As many whole numbers from -3 to 3 as `like` has, in an order that no layer has by itself."""
    return ((torch.arange(like.numel()) * step + start) % 7 - 3).view(like.shape).to(like)


def sized(model: nn.Module, picture: Tensor) -> nn.Module:
    """The model; its lazy layers, if it has any, get their sizes from a picture."""
    if any(map(is_lazy, model.parameters())):
        model(picture)
    return model


def modes(model: nn.Module) -> list[bool]:
    """Of each part of a model: whether it is in training mode."""
    return [part.training for part in model.modules()]


def hooks(model: nn.Module) -> int:
    """How many hooks stand on the parts of a model."""
    kinds = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks")
    return sum(len(getattr(part, kind)) for part in model.modules() for kind in kinds)


def left_behind(model: nn.Module, *inputs: Tensor) -> dict[str, object]:
    """What a call may have left behind in a model and in its inputs, by name."""
    tensors = [*inputs, *model.parameters()]
    facts = {
        "the mode that each part is left in": modes(model),
        "hooks on the parts": hooks(model),
        "forward is as it was": not any("forward" in vars(part) for part in model.modules()),
        "requires_grad as before": [tensor.requires_grad for tensor in tensors],
        "gradients as before": [
            t.grad if t.grad is None else t.grad.mean().item() for t in tensors
        ],
        "image and weights as before": [tensor.sum().item() for tensor in tensors],
        "gradients are possible afterwards": torch.is_grad_enabled(),
    }
    torch.set_grad_enabled(True)  # whatever is asked next is none the worse
    return facts
