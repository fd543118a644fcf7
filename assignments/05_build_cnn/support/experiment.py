"""The experiment of assignment 05: train on digits in the middle, test on the same digits moved.

Nothing here is secret: the grader runs exactly this, and so do look.py and

    python experiment.py            (beside build_cnn.py, or in its `kit` folder)

A picture is 32x32 with one channel. A digit of 8x8 pixels sits in its middle, on zeros; its
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

# The recipe and the thresholds: calibration/calibration.md shows why these.
RECIPE = {
    "mlp": {"lr": 0.001, "batch": 16, "epochs": 12},
    "cnn": {"lr": 0.005, "batch": 16, "epochs": 12},
}
GOOD_ENOUGH = 0.90  # training stops at this accuracy in the middle
NEEDED = 0.50  # less in the middle, after all epochs of two tries, says nothing about shifts
HOLDS = 0.80  # moved, the convolutional network keeps this share of its own accuracy
COLLAPSES = 0.50  # moved, the dense network keeps less than this share of its own
TRIES = (1, 2)  # seeds; the second only where the first does not get to NEEDED

MAC_LIMIT = 6_000_000  # multiply-accumulates for one picture


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


def test_pictures(digits: Tensor, shift: int = SHIFT) -> dict[str, Tensor]:
    """The digits in the middle, and moved by `shift` in each of the four directions."""
    moved = {name: place(digits, shift * y, shift * x) for name, (y, x) in DIRECTIONS.items()}
    return {"middle": place(digits), **moved}


def trial(module, which, recipe, good_enough, train, check, test, seed, report=None):
    """Train one network with the student's functions; give its scores on the test pictures.

    Runs beside the student's code, so it brings all it needs along. It is given no label of a
    test picture: who asks for the scores compares them with the labels.
    """
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    images, labels = train
    torch.manual_seed(seed)
    if which == "mlp":
        model = module.build_mlp(tuple(images.shape[1:]), 512, 10)
    else:
        model = module.build_cnn(images.shape[1], 10)
    model.to(images.device)

    model.eval()
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        model(images[:1])
    result = {
        # Two operations, a product and a sum, are one multiply-accumulate.
        "macs": counter.get_total_flops() // 2,
        "parameters": sum(p.numel() for p in model.parameters() if p.requires_grad),
        "losses": [],
        "check": [],
    }

    optimizer = torch.optim.Adam(model.parameters(), lr=recipe["lr"])
    order = torch.Generator().manual_seed(seed)
    for epoch in range(recipe["epochs"]):
        mixed = torch.randperm(len(images), generator=order).to(images.device)
        batches = [(images[i], labels[i]) for i in mixed.split(recipe["batch"])]
        result["losses"].append(module.train_epoch(model, batches, optimizer))
        result["check"].append(module.accuracy(model, [check]))
        if report is not None:
            report(epoch + 1, result)
        if result["check"][-1] >= good_enough:
            break

    model.eval()
    with torch.no_grad():
        result["scores"] = {name: model(pictures) for name, pictures in test.items()}
    if report is not None:
        result["model"] = model
    return result


def share_right(scores: Tensor, labels: Tensor) -> float:
    """The accuracy, worked out by the one who has the labels."""
    return (scores.argmax(dim=1) == labels.to(scores.device)).double().mean().item()


def judge(result: dict, labels: Tensor) -> dict:
    """Accuracy in the middle, moved (the mean of the four directions), and the share kept."""
    right = {name: share_right(scores, labels) for name, scores in result["scores"].items()}
    moved = sum(right[name] for name in DIRECTIONS) / len(DIRECTIONS)
    return {**right, "moved": moved, "kept": moved / max(right["middle"], 1e-9)}


def train_data() -> dict[str, tuple[Tensor, Tensor]]:
    """What a trial is given to learn from: pictures with labels, to train and to check."""
    known = parts()
    return {name: (place(known[name][0]), known[name][1]) for name in ("train", "check")}


def main() -> None:
    """Both networks, as the grader does it, with a line for each epoch."""
    import sys
    import time

    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here.parent), "."]
    import build_cnn

    data, (digits, labels) = train_data(), parts()["test"]
    for which, name in (("mlp", "dense network"), ("cnn", "convolutional network")):
        recipe, start = RECIPE[which], time.monotonic()

        def report(epoch: int, so_far: dict) -> None:
            left = (time.monotonic() - start) / epoch * (recipe["epochs"] - epoch)
            print(
                f"  epoch {epoch:2d}/{recipe['epochs']}: loss {so_far['losses'][-1]:.3f},"
                f" right in the middle {so_far['check'][-1]:.0%}, at most {left:.0f} s to go"
            )

        for seed in TRIES:
            print(f"{name}, try {seed}")
            result = trial(
                build_cnn, which, recipe, GOOD_ENOUGH, data["train"], data["check"],
                test_pictures(digits), seed, report,
            )
            verdict = judge(result, labels)
            if verdict["middle"] >= NEEDED:
                break
        print(
            f"  {result['parameters']:,} parameters,"
            f" {result['macs']:,} multiply-accumulates for a picture (limit {MAC_LIMIT:,})\n"
            f"  right in the middle {verdict['middle']:.1%}, moved by {SHIFT} pixels"
            f" {verdict['moved']:.1%}: keeps {verdict['kept']:.0%} of its own accuracy"
        )


if __name__ == "__main__":
    main()
