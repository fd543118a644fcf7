"""The networks and tests of `lab.py`: the prior on trial."""

from statistics import mean

import torch
import torch.nn.functional as F
from experiment import load
from torch import Tensor, nn
from workbench import student_module

SIDE, DIGIT, SHIFT = 24, 8, 8
SIZES = (50, 200, 1000)
TEST = 500  # digits that no network has seen
SEEDS = (1, 2, 3)  # of the table that comes along; a run of yours takes the first

NETWORKS = {  # name: learning rate, how many times the usual number of passes, line, colour
    "dense": (0.001, 1, "o--", "#D55E00"),
    "dense, shifted copies": (0.001, 4, "s--", "#E69F00"),
    "locally connected": (0.003, 1, "^:", "#6b6b6b"),
    "convolution": (0.003, 1, "D-", "#009E73"),
    "convolution, global pooling": (0.005, 1, "o-", "#0072B2"),
    "the same, edges joined": (0.005, 1, "v:", "#CC79A7"),  # in the last test only
    "dense, copies, 320 passes": (0.001, 32, "", ""),  # too slow for a run: measured once
}
TESTS = {
    "middle": "Learned in the middle, tested in the middle.",
    "moved": "The same networks; the digits have moved by 8 pixels.",
    "shuffled": "All pixels shuffled, in the same way in training and test.",
    "sky": "One digit above, one below. The label is the one above, in the sky.",
}


# ------------------------------------------------------------------------- the data


def place(digits: Tensor, top: int, left: int) -> Tensor:
    """Pictures `(N, 1, 24, 24)`, black but for a digit."""
    pictures = digits.new_zeros(len(digits), 1, SIDE, SIDE)
    pictures[:, 0, top : top + DIGIT, left : left + DIGIT] = digits
    return pictures


def shuffled(pictures: Tensor) -> Tensor:
    """Every pixel at another place, the same for all pictures."""
    order = torch.randperm(SIDE * SIDE, generator=torch.Generator().manual_seed(24))
    return pictures.flatten(1)[:, order].reshape(pictures.shape)


def sky(digits: Tensor) -> Tensor:
    """Each digit above another one of the same set."""
    order = torch.randperm(len(digits), generator=torch.Generator().manual_seed(len(digits)))
    return place(digits, 2, 8) + place(digits[order], 14, 8)


def pictures(task: str, digits: Tensor) -> list[Tensor]:
    """The pictures of a test: one set, or for `moved` one for each direction."""
    middle = (SIDE - DIGIT) // 2
    if task == "moved":
        ways = ((0, SHIFT), (SHIFT, 0), (0, -SHIFT), (-SHIFT, 0))
        return [place(digits, middle + y, middle + x) for y, x in ways]
    if task == "sky":
        return [sky(digits)]
    centred = place(digits, middle, middle)
    return [shuffled(centred) if task == "shuffled" else centred]


def copies(images: Tensor, chance: torch.Generator) -> Tensor:
    """Each picture moved by up to 8 pixels each way, at random; what is uncovered is black."""
    moves = torch.randint(0, 2 * SHIFT + 1, (2, len(images), 1), generator=chance)
    rows, columns = moves + torch.arange(SIDE)
    padded = F.pad(images[:, 0], (SHIFT,) * 4)
    which = torch.arange(len(images))[:, None, None]
    return padded[which, rows[:, :, None], columns[:, None, :]][:, None]


# --------------------------------------------------------------------- the networks


class Local(nn.Module):
    """A layer that looks at windows of 3×3, each position with weights of its own."""

    def __init__(self, channels: int, out: int, side: int) -> None:
        super().__init__()
        bound = (9 * channels) ** -0.5
        self.weight = nn.Parameter(torch.empty(side * side, out, 9 * channels))
        self.bias = nn.Parameter(torch.zeros(out, side * side))
        nn.init.uniform_(self.weight, -bound, bound)

    def forward(self, x: Tensor) -> Tensor:
        windows = F.unfold(x, 3, padding=1)
        result = torch.einsum("pkc,ncp->nkp", self.weight, windows) + self.bias
        return result.reshape(len(x), -1, *x.shape[2:])


def small(first: nn.Module, second: nn.Module) -> nn.Module:
    """Two layers, each with ReLU and pooling, then a dense layer on the grid of positions."""
    body = [first, nn.ReLU(), nn.MaxPool2d(2), second, nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*body, nn.Flatten(), nn.Linear(16 * (SIDE // 4) ** 2, 10))


def network(module, name: str) -> nn.Module:
    if name.startswith("dense"):
        return module.build_mlp((1, SIDE, SIDE))
    if name == "locally connected":
        return small(Local(1, 8, SIDE), Local(8, 16, SIDE // 2))
    if name == "convolution":
        return small(nn.Conv2d(1, 8, 3, padding=1), nn.Conv2d(8, 16, 3, padding=1))
    model = module.build_cnn(1, 10)
    if name == "the same, edges joined":
        for part in model.modules():
            if isinstance(part, nn.Conv2d):
                part.padding_mode = "circular"  # up is next to down: no border tells where one is
    return model


def networks(task: str) -> list[str]:
    """Who takes part in a test: the joined edges only where the order from top to bottom counts."""
    return list(NETWORKS)[: 6 if task == "sky" else 5]


def passes(name: str, size: int) -> int:
    """How often a network sees its digits: about 300 steps, or ten passes if that is more."""
    return max(10, 300 * 16 // size) * NETWORKS[name][1]


def run(module, name: str, task: str, size: int, seed: int) -> nn.Module:
    """Train one network on `size` digits of a task."""
    digits, labels = load()
    images, labels = pictures(task, digits[:size])[0], labels[:size]
    torch.manual_seed(seed)
    chance = torch.Generator().manual_seed(seed)
    model, rate = network(module, name), NETWORKS[name][0]
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    total = passes(name, size)
    for epoch in range(total):
        for group in optimizer.param_groups:  # a slow start, full speed, slower and slower
            group["lr"] = rate * (0.2 if epoch == 0 else min(1.0, 1.5 * (1 - epoch / total)))
        shown = copies(images, chance) if "copies" in name else images
        order = torch.randperm(size, generator=chance)
        batches = [(shown[some], labels[some]) for some in order.split(16)]
        module.train_epoch(model, batches, optimizer)
    return model


def share_right(module, model: nn.Module, task: str) -> float:
    """Accuracy on digits it has not seen, the mean over all directions."""
    digits, labels = load()
    sets = pictures(task, digits[-TEST:])
    return mean(module.accuracy(model, [(images, labels[-TEST:])]) for images in sets)


def trial(task: str, name: str, size: int, seed: int) -> dict[tuple[str, str, int], float]:
    """One network, trained and tested, in a process of its own; `moved` is tested with `middle`."""
    torch.set_num_threads(1)  # tensors this small gain nothing from more
    module = student_module()
    model = run(module, name, task, size, seed)
    tests = (task, "moved") if task == "middle" else (task,)
    return {(test, name, size): share_right(module, model, test) for test in tests}
