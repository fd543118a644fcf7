"""Trains the two networks of the page's figures, and writes their weights beside this file.

python assignments/05_build_cnn/moving/train.py     net.json, the same from one run to the next

Both are the reference's networks, small enough for a page: they learn from digits in the middle
of a picture, never from moved ones. Pixels vary a little in strength, because people who draw
with a mouse press harder than the digits' writers. Batch norm is folded into the convolution
before it, and weights are rounded to one byte, with a scale for each output.
"""

import base64
import importlib.util
import json
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(HERE.parent / "support"))

from experiment import CHECK, DIRECTIONS, TEST, TRAIN, load, place  # noqa: E402

SEED, PASSES, BATCH = 3, 30, 16
RATE = {"dense": 0.001, "conv": 0.005}
HIDDEN = 48


def reference():
    """The reference's `build_cnn.py`, as a module."""
    path = ROOT / "solutions" / "05_build_cnn" / "build_cnn.py"
    spec = importlib.util.spec_from_file_location("build_cnn", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pressed(digits: Tensor, chance: torch.Generator) -> Tensor:
    """The same digits, each pressed harder or more softly, and a little uneven."""
    strength = 0.8 + 0.8 * torch.rand(len(digits), 1, 1, generator=chance)
    uneven = torch.randn(digits.shape, generator=chance) * (digits > 0)
    return (digits * strength + uneven).clamp(0, 16)


def trained(module, model: nn.Module, rate: float, digits: Tensor, labels: Tensor) -> nn.Module:
    """Pass after pass, slower towards the end; in evaluation mode afterwards."""
    chance = torch.Generator().manual_seed(SEED)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    for number in range(PASSES):
        for group in optimizer.param_groups:
            group["lr"] = rate * (0.2 if number == 0 else min(1.0, 1.5 * (1 - number / PASSES)))
        pictures = place(pressed(digits, chance))
        order = torch.randperm(len(digits), generator=chance)
        batches = [(pictures[i], labels[i]) for i in order.split(BATCH)]
        loss = module.train_epoch(model, batches, optimizer)
        print(f"pass {number + 1} of {PASSES}: loss {loss:.4f}", flush=True)
    return model.eval()


def layers_of(model: nn.Module) -> list[tuple[Tensor, Tensor]]:
    """Weight and bias of every layer, with each batch norm folded into the convolution before it."""
    found: list[tuple[Tensor, Tensor]] = []
    for part in model.modules():
        if isinstance(part, (nn.Conv2d, nn.Linear)):
            none = torch.zeros(len(part.weight))
            found.append((part.weight.data, none if part.bias is None else part.bias.data))
        elif isinstance(part, nn.BatchNorm2d):
            weight, bias = found.pop()
            scale = part.weight.data / (part.running_var + part.eps).sqrt()
            offset = part.bias.data + (bias - part.running_mean) * scale
            found.append((weight * scale[:, None, None, None], offset))
    return found


def rounded(weight: Tensor, bias: Tensor) -> dict:
    """One layer for the page: a signed byte for each weight, in the order of memory."""
    scale = weight.flatten(1).abs().amax(dim=1).clamp(min=1e-9) / 127
    whole = (weight / scale.reshape(-1, *[1] * (weight.dim() - 1))).round().to(torch.int8)
    return {
        "shape": list(weight.shape),
        "bytes": base64.b64encode(whole.numpy().tobytes()).decode(),
        "scale": [float(f"{number:.6g}") for number in scale],
        "bias": [float(f"{number:.6g}") for number in bias],
    }


def unpacked(layer: dict) -> tuple[Tensor, Tensor]:
    """Weight and bias of a layer as the page has them."""
    whole = torch.frombuffer(bytearray(base64.b64decode(layer["bytes"])), dtype=torch.int8)
    weight = whole.float().reshape(layer["shape"])
    scale = torch.tensor(layer["scale"]).reshape(-1, *[1] * (weight.dim() - 1))
    return weight * scale, torch.tensor(layer["bias"])


def network(layers: list[dict]) -> nn.Sequential:
    """A network of PyTorch's with the page's weights; the outputs of its ReLUs are what is drawn."""
    parts: list[nn.Module] = []
    for number, layer in enumerate(layers):
        weight, bias = unpacked(layer)
        last = number + 1 == len(layers)
        if weight.dim() == 4:
            part = nn.Conv2d(weight.shape[1], weight.shape[0], 3, padding=1)
            pool = (
                nn.MaxPool2d(2)
                if number < 2
                else nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
            )
            after = [nn.ReLU(), pool]
        else:
            part = nn.Linear(weight.shape[1], weight.shape[0])
            after = [] if last else [nn.ReLU()]
            parts += [] if parts else [nn.Flatten()]
        part.weight.data, part.bias.data = weight, bias
        parts += [part, *after]
    return nn.Sequential(*parts).eval()


def right(model: nn.Module, digits: Tensor, labels: Tensor) -> list[float]:
    """The share of digits that are right at each shift from 0 to 8, over four directions."""
    shares = []
    for shift in range(9):
        ways = [place(digits, shift * y, shift * x) for y, x in DIRECTIONS.values()]
        with torch.no_grad():
            hits = [(model(way).argmax(1) == labels).float().mean() for way in ways]
        shares.append(round(float(torch.stack(hits).mean()), 3))
    return shares


def main() -> None:
    torch.set_num_threads(1)  # the order of sums, and so every digit, is the same everywhere
    digits, labels = load()
    tested = slice(TRAIN + CHECK, TRAIN + CHECK + TEST)
    rest = torch.ones(len(labels), dtype=torch.bool)
    rest[tested] = False
    module, page = reference(), {}
    for name in ("dense", "conv"):
        torch.manual_seed(SEED)
        model = (
            module.build_mlp((1, 32, 32), HIDDEN) if name == "dense" else module.build_cnn(1, 10)
        )
        trained(module, model, RATE[name], digits[rest], labels[rest])
        page[name] = [rounded(*layer) for layer in layers_of(model)]
    nets = {name: network(layers) for name, layers in page.items()}
    page["right"] = {name: right(net, digits[tested], labels[tested]) for name, net in nets.items()}
    # One digit of each kind that both get right in the middle, for those who do not draw.
    with torch.no_grad():
        sure = sum(F.softmax(net(place(digits[tested])), 1) for net in nets.values())
    best = [int((sure[:, n] * (labels[tested] == n)).argmax()) for n in range(10)]
    page["digits"] = [digits[tested][i].int().flatten().tolist() for i in best]
    text = json.dumps(page, separators=(",", ":"))
    (HERE / "net.json").write_text(text + "\n", encoding="utf-8")
    print(f"net.json: {len(text) / 1000:.0f} kB; right at shifts 0 to 8: {page['right']}")


if __name__ == "__main__":
    main()
