"""Runs the two experiments of 02 over 20 random starts, and keeps the figures.

python measure.py    writes learn_kernel.csv and two_layers.csv beside it

PyTorch's convolution stands in for the student's functions: the same numbers but for rounding, in
a fraction of the time. The handout's table and figures.py read the two files.
"""

import csv
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

HERE = Path(__file__).resolve().parent
SEEDS = range(1, 21)


class Quick:
    """The two functions that the experiments ask for, by PyTorch's convolution."""

    @staticmethod
    def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
        return F.conv2d(image[None, None], kernel[None, None])[0, 0]

    @staticmethod
    def correlation_gradients(
        image: Tensor, kernel: Tensor, upstream: Tensor
    ) -> tuple[Tensor, Tensor]:
        of_image = F.conv_transpose2d(upstream[None, None], kernel[None, None])[0, 0]
        return of_image, Quick.cross_correlate2d(image, upstream)


def write(name: str, head: list[str], rows: list[list[object]]) -> None:
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def main() -> None:
    sys.path.insert(0, str(HERE.parent))
    from learn_kernel import learn
    from scene import SOBEL, house
    from two_layers import STEPS, best_single_kernel, task, train

    torch.set_num_threads(1)
    rows: list[list[object]] = []
    for words, picture in (("without its mean", house() - house().mean()), ("as it is", house())):
        edges = Quick.cross_correlate2d(picture, SOBEL)
        for seed in SEEDS:
            way = learn(Quick, picture, edges, 1000, seed)
            for step in (*range(0, 400, 10), 400, 1000):
                gap = float((way["kernels"][step] - SOBEL).abs().max())
                loss = way["losses"][min(step, 999)]
                rows.append([words, seed, step, f"{loss:.3g}", f"{gap:.3g}"])
    write("learn_kernel.csv", ["picture", "seed", "step", "loss", "furthest off"], rows)

    picture, target = task(Quick, house())
    rows = [["single", 0, STEPS, f"{best_single_kernel(picture, target):.4g}"]]
    for seed in SEEDS:
        for relu in (False, True):
            shares = train(Quick, picture, target, relu, seed)["shares"]
            for step in (*range(0, STEPS, 20), STEPS - 1):
                rows.append(["relu" if relu else "nothing", seed, step, f"{shares[step]:.4g}"])
    write("two_layers.csv", ["between", "seed", "step", "not explained"], rows)


if __name__ == "__main__":
    main()
