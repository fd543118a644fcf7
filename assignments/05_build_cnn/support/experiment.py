"""The experiment of assignment 05: train on digits in the middle, test on the same digits moved.

Nothing here is secret: the grader runs exactly this, and so do look.py and

    python kit/experiment.py        (in the folder of build_cnn.py)

A picture is 32×32 with one channel. A digit of 8×8 pixels sits in its middle, on zeros; its
pixels have the values 0 to 16 of the data file. The same digits are then moved by up to 8 pixels.
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

SIDE = 32  # of a picture
SHIFT = 8  # the shift that is judged, in pixels
DIRECTIONS = {"right": (0, 1), "down": (1, 0), "left": (0, -1), "up": (-1, 0)}

TRAIN, CHECK, TEST = 600, 300, 500  # how many digits of each kind

# The recipe and the thresholds: assignments/05_build_cnn/calibration shows why these.
RECIPE = {
    "mlp": {"lr": 0.001, "batch": 16, "epochs": 12},
    "cnn": {"lr": 0.005, "batch": 16, "epochs": 12},
}
GOOD_ENOUGH = 0.90  # training stops at this accuracy in the middle
NEEDED = 0.30  # three times chance; with less in the middle a shift shows nothing
HOLDS = 0.60  # moved, the convolutional network keeps this share of its own accuracy
COLLAPSES = 0.50  # moved, the dense network keeps less than this share of its own
TRIES = (1, 2)  # seeds; the second only where the first does not get to NEEDED

MAC_LIMIT = 26_000_000  # multiply-accumulates for one picture: 25,000 weights, each at every pixel


def load() -> tuple[Tensor, Tensor]:
    """All 1,797 digits, `(1797, 8, 8)` from 0 to 16, and their labels, always in the same order."""
    with np.load(Path(__file__).with_name("digits.npz")) as file:
        digits = torch.from_numpy(file["images"].astype(np.float32))
        labels = torch.from_numpy(file["labels"].astype(np.int64))
    order = torch.from_numpy(np.random.RandomState(5).permutation(len(labels)))
    return digits[order], labels[order]


def place(digits: Tensor, dy: int = 0, dx: int = 0) -> Tensor:
    """Pictures `(N, 1, 32, 32)` with the digits `dy` below and `dx` to the right of the middle."""
    height, width = digits.shape[-2:]
    top, left = (SIDE - height) // 2 + dy, (SIDE - width) // 2 + dx
    pictures = digits.new_zeros(len(digits), 1, SIDE, SIDE)
    pictures[:, 0, top : top + height, left : left + width] = digits
    return pictures


def parts() -> dict[str, tuple[Tensor, Tensor]]:
    """Digits and labels: `train` to learn from, `check` to know when to stop, `test` to judge."""
    digits, labels = load()
    ends = {"train": (0, TRAIN), "check": (TRAIN, TRAIN + CHECK)}
    ends["test"] = (TRAIN + CHECK, TRAIN + CHECK + TEST)
    return {name: (digits[a:b], labels[a:b]) for name, (a, b) in ends.items()}


def moved(digits: Tensor, shift: int = SHIFT) -> dict[str, Tensor]:
    """Pictures of the digits in the middle, and moved by `shift` in each of four directions."""
    ways = {name: place(digits, shift * y, shift * x) for name, (y, x) in DIRECTIONS.items()}
    return {"middle": place(digits), **ways}


def places_told_apart(model, picture) -> int:
    """For how many positions of the last maps the layer behind them has weights of its own."""
    from torch import nn

    maps, told = [picture.shape], [1]

    def watch(part, given, out):
        if not isinstance(part, nn.Linear):
            maps.append(out.shape if isinstance(out, Tensor) and out.dim() == 4 else maps[-1])
        elif given and given[0].shape[1:].numel() == maps[-1][1:].numel():
            told.append(maps[-1][2:].numel())

    watching = [part.register_forward_hook(watch) for part in model.modules()]
    model(picture)
    for each in watching:
        each.remove()
    return max(told)


def trial(module, which, recipe, limits, train, check, test_digits, seed, report=None):
    """Train one network with the student's functions; give its scores on the test pictures.

    Runs beside the student's code, so it brings all it needs along. It is given no label of a
    test digit: who asks for the scores compares them with the labels.
    """
    import torch
    from experiment import moved, place, places_told_apart
    from torch.utils.flop_counter import FlopCounterMode

    images, labels = place(train[0]), train[1]
    torch.manual_seed(seed)
    if which == "mlp":
        model = module.build_mlp(tuple(images.shape[1:]))
    else:
        model = module.build_cnn(images.shape[1], 10)
    model.to(images.device)

    model.eval()
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        model(images[:1])
    result = {
        # A product and a sum, two operations, are one multiply-accumulate.
        "macs": counter.get_total_flops() // 2,
        "parameters": sum(p.numel() for p in model.parameters() if p.requires_grad),
        "places": 1,
        "losses": [],
        "check": [],
        "scores": {},
    }
    if result["macs"] > limits["macs"]:
        return result  # training it would take too long

    optimizer = torch.optim.Adam(model.parameters(), lr=recipe["lr"])
    order = torch.Generator().manual_seed(seed)
    for epoch in range(recipe["epochs"]):
        # A slow start, so that no network is shaken dead by its first steps; full speed for a
        # while; then slower and slower.
        speed = 0.2 if epoch == 0 else min(1.0, 1.5 * (1 - epoch / recipe["epochs"]))
        for group in optimizer.param_groups:
            group["lr"] = recipe["lr"] * speed
        mixed = torch.randperm(len(images), generator=order).to(images.device)
        batches = [(images[i], labels[i]) for i in mixed.split(recipe["batch"])]
        result["losses"].append(module.train_epoch(model, batches, optimizer))
        result["check"].append(module.accuracy(model, [(place(check[0]), check[1])]))
        if report is not None:
            report(epoch + 1, result)
        if result["check"][-1] >= limits["good enough"]:
            break

    model.eval()
    with torch.no_grad():
        result["places"] = places_told_apart(model, images[:1])
        result["scores"] = {name: model(x) for name, x in moved(test_digits).items()}
    if report is not None:
        result["model"] = model
    return result


LIMITS = {"macs": MAC_LIMIT, "good enough": GOOD_ENOUGH}


def share_right(scores: Tensor, labels: Tensor) -> float:
    """The accuracy, worked out by the one who has the labels."""
    return (scores.argmax(dim=1) == labels.to(scores.device)).double().mean().item()


def judge(result: dict, labels: Tensor) -> dict:
    """Accuracy in the middle, moved (the mean of the four directions), and the share kept."""
    right = {name: share_right(scores, labels) for name, scores in result["scores"].items()}
    moved = sum(right[name] for name in DIRECTIONS) / len(DIRECTIONS)
    return {**right, "moved": moved, "kept": moved / max(right["middle"], 1e-9)}


def run(module: object, which: str, seed: int, ask=None, report=None) -> tuple[dict, dict]:
    """One try: what the trial gave, and its verdict. `ask` runs the trial somewhere else."""
    data = parts()
    digits, labels = data["test"]
    given = (which, RECIPE[which], LIMITS, data["train"], data["check"], digits, seed)
    result = ask(trial, *given) if ask is not None else trial(module, *given, report)
    return result, judge(result, labels) if result["scores"] else {}


def why_lost(result: dict) -> str:
    """What a convolutional network does that is lost where it has not learned."""
    if result["places"] == 1:
        return ""
    return (
        f": the layer behind its maps has weights of its own for each of {result['places']} places,"
        " and those of other places have learned nothing"
    )


def passed(which: str, result: dict, verdict: dict) -> tuple[bool, str]:
    """Whether the points are won, and the figures that decide it."""
    if not verdict:
        macs = result["macs"]
        return False, f"{macs:,} multiply-accumulates, at most {MAC_LIMIT:,} are allowed"
    middle, kept = verdict["middle"], verdict["kept"]
    right = kept < COLLAPSES if which == "mlp" else kept >= HOLDS
    asked = f"less than {COLLAPSES:.0%}" if which == "mlp" else f"at least {HOLDS:.0%}"
    return middle >= NEEDED and right, (
        f"{middle:.1%} right in the middle (at least {NEEDED:.0%} needed),"
        f" {verdict['moved']:.1%} moved by {SHIFT} pixels: keeps {kept:.0%} of its own accuracy"
        f" ({asked} asked for){why_lost(result)}"
    )


def main() -> None:
    """Both networks, as the grader does it, with a line for each epoch and a verdict."""
    import time

    from workbench import must_have, student_module

    build_cnn, won = student_module(), []
    must_have(build_cnn, "build_mlp", "build_cnn", "train_epoch", "accuracy")
    for which, name in (("mlp", "dense network"), ("cnn", "convolutional network")):
        epochs = RECIPE[which]["epochs"]
        for seed in TRIES:
            print(f"{name}, try {seed}", flush=True)
            start = time.monotonic()

            def report(
                epoch: int, so_far: dict, start: float = start, epochs: int = epochs
            ) -> None:
                left = (time.monotonic() - start) / epoch * (epochs - epoch)
                print(
                    f"  epoch {epoch:2d} of {epochs}: loss {so_far['losses'][-1]:.3f},"
                    f" right in the middle {so_far['check'][-1]:.0%}, at most {left:.0f} s to go",
                    flush=True,
                )

            result, verdict = run(build_cnn, which, seed, report=report)
            print(
                f"  {result['parameters']:,} parameters, {result['macs']:,} multiply-accumulates"
                f" for a picture (limit {MAC_LIMIT:,})"
            )
            if not verdict or verdict["middle"] >= NEEDED:
                break
        right, figures = passed(which, result, verdict)
        print(f"  {'passed' if right else 'NOT passed'}: {figures}")
        won.append(right)
    print(f"\n{'Passed' if all(won) else 'Not passed'}: {sum(won)} of {len(won)} networks do it.")


if __name__ == "__main__":
    import sys

    # Beside build_cnn.py, or in a folder in the same place.
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path.cwd())]
    main()
