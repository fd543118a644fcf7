"""Bonus tasks of 05, not graded: write the three functions, then run `python bonus.py`.

The last check uses your own train_epoch and accuracy, and trains for a few seconds.
"""

import sys
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), *(str(HERE / name) for name in ("kit", "support"))]

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from torch import nn  # noqa: E402


def conv(out_channels: int, kernel: int) -> list[dict]:
    """A convolution that keeps the size, and a ReLU."""
    layer = {"type": "conv", "out_channels": out_channels, "kernel": kernel}
    return [{**layer, "padding": kernel // 2}, {"type": "relu"}]


POOL = {"type": "pool", "kernel": 2}
LAST = [{"type": "global_pool"}, {"type": "flatten"}, {"type": "dense", "out_features": 10}]

# Layers as in the third assignment, for pictures of 3×32×32.
SHALLOW_AND_WIDE = [*conv(128, 7), POOL, *conv(256, 5), *LAST]
DEEP_AND_NARROW = [
    *(layer for n in (32, 64, 128, 256) for layer in (*conv(n, 3), *conv(n, 3), POOL)),
    *LAST,
]


def two_designs() -> dict[str, tuple[int, int, int]]:
    """Parameters, multiply-accumulates and receptive field before the global pooling, of both.

    The keys are "shallow" and "deep". On paper, or with your functions of the third assignment.
    For the deep one, the receptive field is that of the last convolution, before the last pooling.
    """
    raise NotImplementedError


def residual_block(channels: int) -> nn.Module:
    """A block of at least one 3×3 convolution and a ReLU that adds to its input."""
    raise NotImplementedError


def smallest_cnn(in_channels: int = 1, num_classes: int = 10) -> nn.Module:
    """A network of fewer than 2,000 parameters that passes the experiment."""
    raise NotImplementedError


# ------------------------------------------------------------------------- the checks


def built(layers: list[dict], channels: int | None = None) -> nn.Sequential:
    """The layers as modules; with `channels`, all convolutions are that thin."""
    made, before = [], channels or 3
    for layer in layers:
        if layer["type"] == "conv":
            after = channels or layer["out_channels"]
            made.append(nn.Conv2d(before, after, layer["kernel"], padding=layer["padding"]))
            before = after
        elif layer["type"] == "dense":
            made.append(nn.Linear(before, layer["out_features"]))
        else:
            simple = {"relu": nn.ReLU(), "pool": nn.AvgPool2d(2), "flatten": nn.Flatten()}
            made.append(simple.get(layer["type"], nn.AdaptiveAvgPool2d(1)))
    return nn.Sequential(*made)


def reach(layers: list[dict]) -> int:
    """How many pixels one place sees: those that its gradient touches."""
    last = max(i for i, layer in enumerate(layers) if layer["type"] == "conv")
    thin = built(layers[: last + 1], channels=1)
    for weight in thin.parameters():
        nn.init.ones_(weight)
    picture = torch.zeros(1, 1, 128, 128, dtype=torch.float64, requires_grad=True)
    maps = thin.double()(picture)
    maps[0, 0, maps.shape[2] // 2, maps.shape[3] // 2].backward()
    return int((picture.grad[0, 0].sum(dim=1) != 0).sum())


def check_two_designs():
    from torch.utils.flop_counter import FlopCounterMode

    found = two_designs()
    for name, layers in (("shallow", SHALLOW_AND_WIDE), ("deep", DEEP_AND_NARROW)):
        model = built(layers)
        with torch.no_grad(), FlopCounterMode(display=False) as counter:
            model(torch.zeros(1, 3, 32, 32))
        size = sum(p.numel() for p in model.parameters())
        wanted = (size, counter.get_total_flops() // 2, reach(layers))
        words = ("parameters", "multiply-accumulates", "receptive field")
        for word, mine, theirs in zip(words, found[name], wanted, strict=True):
            assert mine == theirs, f"{word} of the {name} one: {mine:,} is not it"


def check_residual_block():
    torch.manual_seed(1)
    blocks = [residual_block(16) for _ in range(20)]
    first = nn.Conv2d(1, 16, 3, padding=1)
    x = torch.randn(32, 1, 16, 16)
    maps = nn.Sequential(first, nn.ReLU(), *blocks)(x)
    assert maps.shape == (32, 16, 16, 16), "the shape must stay"
    scores = nn.Linear(16, 10)(maps.mean(dim=(2, 3)))
    F.cross_entropy(scores, torch.arange(32) % 10).backward()
    norms = []
    for block in (blocks[0], blocks[-1]):
        layers = [part for part in block.modules() if isinstance(part, nn.Conv2d)]
        assert layers, "a block has a convolution"
        norms.append(layers[0].weight.grad.norm().item())
    print(f"  the first of 20 blocks gets {norms[0] / norms[1]:.2g} of the last one's gradient")
    assert norms[0] > norms[1] / 20, "too little of it arrives"


def check_smallest_cnn():
    import build_cnn
    import experiment

    size = sum(p.numel() for p in smallest_cnn().parameters())
    assert size < 2000, f"{size:,} parameters"
    mine = SimpleNamespace(
        build_cnn=smallest_cnn, train_epoch=build_cnn.train_epoch, accuracy=build_cnn.accuracy
    )
    result, verdict = experiment.run(mine, "cnn", 1)
    right, figures = experiment.passed("cnn", result, verdict)
    print(f"  {size:,} parameters: {figures}")
    assert right, "the experiment is not passed"


def main():
    for check in (check_two_designs, check_residual_block, check_smallest_cnn):
        name = check.__name__.removeprefix("check_")
        try:
            check()
            print(f"{name}: holds")
        except NotImplementedError as error:
            print(f"{name}: {str(error) or 'not written yet'}")
        except AssertionError as error:
            print(f"{name}: does not hold yet ({error})")
        except Exception as error:
            print(f"{name}: stops with {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
