"""A task for which locality is the wrong prior. Extra reading for 05.

    python locality.py

Two dots, each red or blue, lie on a line of 64 pixels, at least 20 pixels apart. At each dot the
network shall say whether the other dot has the same colour. Nothing nearby tells: guessing gets
half of them right. Three networks with about the same number of parameters learn from the same
examples.
"""

import time

import torch
import torch.nn.functional as F
from torch import Tensor, nn

LENGTH, APART, WIDTH = 64, 20, 24


def examples(number: int, chance: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """Lines `(N, 2, 64)` with red and blue as channels, where the dots are, and same or not."""
    first = torch.randint(0, LENGTH - APART, (number,), generator=chance)
    room = LENGTH - APART - first
    second = first + APART + (torch.rand(number, generator=chance) * room).long()
    colours = torch.randint(0, 2, (number, 2), generator=chance)
    dots = torch.stack([first, second], dim=1)
    lines = torch.zeros(number, 2, LENGTH)
    rows = torch.arange(number)[:, None]
    lines[rows, colours, dots] = 1.0
    return lines, dots, (colours[:, 0] == colours[:, 1]).long()


class Attention(nn.Module):
    """Every place asks every other place, near or far, in one step."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.ask, self.offer, self.tell = (nn.Conv1d(width, width, 1) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        fit = torch.einsum("nci,ncj->nij", self.ask(x), self.offer(x)) / x.shape[1] ** 0.5
        return x + torch.einsum("nij,ncj->nci", fit.softmax(dim=2), self.tell(x))


def convolutions(dilations: tuple[int, ...]) -> nn.Module:
    layers: list[nn.Module] = []
    for index, d in enumerate(dilations):
        layers += [nn.Conv1d(WIDTH if index else 2, WIDTH, 3, padding=d, dilation=d), nn.ReLU()]
    return nn.Sequential(*layers, nn.Conv1d(WIDTH, 2, 1))


def attention() -> nn.Module:
    first = [nn.Conv1d(2, WIDTH, 1), nn.ReLU(), Attention(WIDTH)]
    last = [nn.Conv1d(WIDTH, 4 * WIDTH, 1), nn.ReLU(), nn.Conv1d(4 * WIDTH, 2, 1)]
    return nn.Sequential(*first, *last)


def at_dots(scores: Tensor, dots: Tensor) -> Tensor:
    """The scores at the two dots: `(N, 2 classes, 2 dots)`."""
    return scores.gather(2, dots[:, None, :].expand(-1, 2, -1))


def share_right(model: nn.Module, seed: int, steps: int = 400) -> float:
    """Train on fresh examples, then test on others."""
    torch.manual_seed(seed)
    chance = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
    for _ in range(steps):
        lines, dots, same = examples(128, chance)
        optimizer.zero_grad()
        F.cross_entropy(at_dots(model(lines), dots), same[:, None].expand(-1, 2)).backward()
        optimizer.step()
    lines, dots, same = examples(2000, chance)
    with torch.no_grad():
        winners = at_dots(model(lines), dots).argmax(dim=1)
    return (winners == same[:, None]).double().mean().item()


def main() -> None:
    torch.manual_seed(0)
    networks = {
        "4 convolutions of 3": (convolutions((1, 1, 1, 1)), 1 + 4 * 2),
        "4 convolutions of 3, dilated 1, 3, 9, 9": (convolutions((1, 3, 9, 9)), 1 + 2 * 22),
        "one layer of attention": (attention(), LENGTH),
    }
    print(f"{'network':42s} {'parameters':>10s} {'sees':>5s} {'right':>6s} {'time':>6s}")
    for name, (model, reach) in networks.items():
        start = time.monotonic()
        right = share_right(model, seed=1)
        size = sum(p.numel() for p in model.parameters())
        print(f"{name:42s} {size:10,} {reach:5d} {right:6.0%} {time.monotonic() - start:5.0f}s")
    print(
        f"\nA dot must be seen from up to {LENGTH - 1} pixels away, so the window has to span"
        f" {2 * LENGTH - 1} pixels.\nEach convolution of 3 adds 2: {LENGTH - 1} layers in a row"
        " would be needed to be sure."
    )


if __name__ == "__main__":
    main()
