"""The prior on trial: five networks, four tests, and your prediction beside each result.

python lab.py                    asks for your predictions, trains, draws
python lab.py --save FILE.png    saves the picture there
python lab.py --quick            50 and 200 digits only, a first look
python lab.py --measure          three seeds, into the table that comes along (20 minutes)

Dense, dense with randomly shifted copies, locally connected, convolution, and convolution with
global pooling learn from 50, 200 and 1,000 digits. The first two are your `build_mlp`, the last is
your `build_cnn`; your `train_epoch` trains all of them and your `accuracy` judges them. A picture
is 24×24, a digit in it 8×8. Nothing is graded.
"""

import argparse
import csv
import sys
import time
from pathlib import Path
from statistics import mean

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), *(str(HERE / name) for name in ("kit", "support"))]

import matplotlib  # noqa: E402
import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from experiment import load  # noqa: E402
from torch import Tensor, nn  # noqa: E402
from workbench import has_display, must_have, progress, student_module  # noqa: E402

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


# ------------------------------------------------------------- predictions and pictures


def predictions(task: str) -> dict[str, float]:
    """What the student expects with 200 digits; empty where nobody is there to be asked."""
    names = networks(task)
    print(f"\n{TESTS[task]}")
    print(f"With 200 digits, how many of 100 will be right? {len(names)} numbers, in this order:")
    print("  " + "; ".join(names) + ".  (Guessing gets 10. Enter alone: no prediction.)")
    while True:
        try:
            words = input("> ").replace(",", " ").replace("%", " ").split()
        except EOFError:
            print("no prediction")
            return {}
        try:
            numbers = [float(word) / 100 for word in words]
        except ValueError:
            numbers = [-1.0]
        if not numbers:
            return {}
        if len(numbers) == len(names) and all(0 <= number <= 1 for number in numbers):
            return dict(zip(names, numbers))
        print(f"{len(names)} numbers from 0 to 100, please, with blanks between them.")


def measured() -> dict[tuple[str, str, int], list[float]]:
    """The table that comes along: (task, network, digits) → one accuracy for each seed."""
    for folder in (HERE / "kit", HERE / "support"):
        if (folder / "lab.csv").is_file():
            with (folder / "lab.csv").open(newline="") as file:
                rows = list(csv.DictReader(file))
            table: dict[tuple[str, str, int], list[float]] = {}
            for row in rows:
                key = (row["test"], row["network"], int(row["digits"]))
                table.setdefault(key, []).append(float(row["right"]))
            return table
    return {}


def show(task: str, expected: dict, results: dict, sizes: tuple[int, ...]) -> None:
    """Prediction and result side by side, with what was measured before this was handed out."""
    before = measured()
    heads = "".join(f"{size:>8,}" for size in sizes)
    print(f"\n{'right, of 100 digits':30s}{'you said':>9s}{heads}   here before, with 200")
    for name in networks(task):
        said = f"{100 * expected[name]:.0f}" if name in expected else "–"
        row = "".join(f"{100 * results[task, name, size]:8.0f}" for size in sizes)
        runs = before.get((task, name, 200), [])
        spread = f"   {100 * min(runs):.0f} to {100 * max(runs):.0f}" if runs else ""
        print(f"{name:30s}{said:>9s}{row}{spread}")


def draw(expected: dict, results: dict, sizes: tuple[int, ...]):
    """One panel for each test so far; hollow marks are predictions."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 4, figsize=(15, 4.6), layout="constrained", sharey=True)
    for ax, task in zip(axes, TESTS):
        ax.set(title=task, xscale="log", xlabel="digits to learn from", ylim=(0, 1.02))
        ax.set_xticks(sizes, [f"{size:,}" for size in sizes])
        ax.set_xticks([], minor=True)
        ax.axhline(0.1, color="#bbbbbb", ls=":")
        for name in networks(task) if task in expected else ():
            _, _, line, colour = NETWORKS[name]
            rights = [results[task, name, size] for size in sizes]
            ax.plot(sizes, rights, line, color=colour, label=name)
            if name in expected[task]:
                guess = expected[task][name]
                ax.plot(200, guess, line[0], color=colour, mfc="none", ms=12, mew=1.6)
    axes[0].set_ylabel("share right")
    handles, names = axes[max(0, len(expected) - 1)].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=6, frameon=False)
    return figure


# ------------------------------------------------------------------------------ running


def all_runs(module, tasks, sizes, seed: int) -> dict[tuple[str, str, int], float]:
    """Train every network of the tasks; `moved` is tested on the networks of `middle`."""
    results: dict[tuple[str, str, int], float] = {}
    plan = [(task, name, size) for task in tasks for size in sizes for name in networks(task)]
    steps = [passes(name, size) * -(-size // 16) for _, name, size in plan]
    start = time.monotonic()
    for number, (task, name, size) in enumerate(plan):
        model = run(module, name, task, size, seed)
        for tested in (task, "moved") if task == "middle" else (task,):
            results[tested, name, size] = share_right(module, model, tested)
        progress(sum(steps[: number + 1]), sum(steps), start, f"{task}: {name}, {size:,} digits")
    return results


def measure(module) -> None:
    """The table that comes along: every run with three seeds."""
    rows = []
    for seed in SEEDS:
        results = all_runs(module, ("middle", "shuffled", "sky"), SIZES, seed)
        name = list(NETWORKS)[-1]
        model = run(module, name, "middle", SIZES[-1], seed)
        for task in ("middle", "moved"):
            results[task, name, SIZES[-1]] = share_right(module, model, task)
        rows += [(*key, seed, f"{right:.4f}") for key, right in results.items()]
    with (HERE / "support" / "lab.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("test", "network", "digits", "seed", "right"))
        writer.writerows(rows)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--save", metavar="FILE.png", help="save the picture there")
    options.add_argument("--quick", action="store_true", help="50 and 200 digits only")
    options.add_argument("--measure", action="store_true", help="write the table that comes along")
    chosen = options.parse_args()
    torch.set_num_threads(1)  # tensors this small gain nothing from more
    module = student_module()
    must_have(module, "build_mlp", "build_cnn", "train_epoch", "accuracy")
    if chosen.measure:
        return measure(module)
    window = has_display() and not chosen.save
    if not window:
        matplotlib.use("Agg")
    sizes = SIZES[:2] if chosen.quick else SIZES
    expected: dict[str, dict[str, float]] = {}
    results: dict[tuple[str, str, int], float] = {}
    target = Path(chosen.save or "lab.png")
    for task in TESTS:
        expected[task] = predictions(task)
        if task != "moved":
            results |= all_runs(module, (task,), sizes, SEEDS[0])
        show(task, expected[task], results, sizes)
        figure = draw(expected, results, sizes)
        figure.savefig(target, dpi=80)
        print(f"The plot is in {target}.")
    if window:
        figure.show()
        input("Enter closes the window. ")


if __name__ == "__main__":
    main()
