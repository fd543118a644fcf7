"""Two layers are one, until a ReLU stands between them: shown with your own functions.

python two_layers.py                    three random starts
python two_layers.py --seeds 10         more of them
python two_layers.py --image FILE.png   a picture of your own
python two_layers.py --save FILE.png    write a picture, open no window

First two random kernels, one after the other, against the one that `merge_kernels` gives. Then two
networks of two 3×3 kernels learn the same task: mark where the picture gets brighter from left to
right, and give 0 everywhere else, also where it gets darker. One network has nothing between its
two kernels, the other a ReLU. The gradients are your `correlation_gradients`, used twice.
"""

import sys

import matplotlib.pyplot as plt
import torch
from scene import SOBEL, call, gradients, house, load_student, own_picture, progress, slide
from torch import Tensor

from autograder.student.drawing import arguments, finish

STEPS, RATE = 600, 0.03
ORANGE, BLUE = "#d55e00", "#0072b2"


def random_kernels(seed: int) -> list[Tensor]:
    """Two small random kernels of 3×3."""
    chance = torch.Generator().manual_seed(seed)
    return [torch.randn(3, 3, generator=chance) / 3 for _ in range(2)]


def collapse(student, picture: Tensor) -> None:
    """Two steps against one step with the merged kernel; then with a ReLU between the two."""
    first, second = random_kernels(0)
    merged = call(student, "merge_kernels", first, second)
    once = slide(student, picture, merged)
    hidden = slide(student, picture, first)
    for words, between in (("nothing", hidden), ("a ReLU", hidden.clamp(min=0))):
        gap = (slide(student, between, second) - once).abs().max()
        print(f"{words} between two random kernels: up to {gap:.1g} away from the merged kernel")


def task(student, picture: Tensor) -> tuple[Tensor, Tensor]:
    """The picture on a common scale, and what is to be learned: edges from dark to bright."""
    picture = (picture - picture.mean()) / picture.std()
    brighter = slide(student, picture, SOBEL).clamp(min=0)[1:-1, 1:-1]
    return picture, brighter / brighter.std()


def best_single_kernel(picture: Tensor, target: Tensor) -> float:
    """The share of the target that even the best 5×5 kernel cannot explain (least squares)."""
    windows = picture.unfold(0, 5, 1).unfold(1, 5, 1).reshape(-1, 25).double()
    wanted = target.reshape(-1, 1).double()
    best = torch.linalg.lstsq(windows, wanted, driver="gelsd").solution
    return float(((windows @ best - wanted) ** 2).mean() / target.var(correction=0))


def train(student, picture: Tensor, target: Tensor, relu: bool, seed: int) -> dict:
    """Two kernels, gradient descent; the share of the target that is not explained, step by step."""
    first, second = random_kernels(seed)
    shares, answer = [], target
    title = f"seed {seed}, {'a ReLU' if relu else 'nothing'} between".ljust(25)
    for _ in progress(title, STEPS):
        hidden = slide(student, picture, first)
        active = hidden.clamp(min=0) if relu else hidden
        answer = slide(student, active, second)
        off = answer - target
        shares.append(float((off**2).mean() / target.var(correction=0)))

        upstream = 2 * off / off.numel()
        of_active, of_second = gradients(student, active, second, upstream)
        # A ReLU lets the gradient through where it was open, and stops it where it gave 0.
        of_hidden = of_active * (hidden > 0) if relu else of_active
        _, of_first = gradients(student, picture, first, of_hidden)
        first, second = first - RATE * of_first, second - RATE * of_second
    return {"relu": relu, "shares": shares, "answer": answer}


def draw(picture: Tensor, target: Tensor, runs: list[dict], floor: float):
    """The task, the best answer of each network, and how they learned."""
    figure = plt.figure(figsize=(11, 5.6), layout="constrained")
    upper, lower = figure.subfigures(2, 1, height_ratios=(1, 1.3))
    best = [
        min((r for r in runs if r["relu"] is w), key=lambda r: r["shares"][-1])
        for w in (False, True)
    ]
    shown = [picture, target, *(run["answer"] for run in best)]
    titles = (
        "the picture",
        "the task",
        "nothing between: best answer",
        "a ReLU between: best answer",
    )
    limit = float(target.max())
    for ax, image, title in zip(upper.subplots(1, 4), shown, titles):
        scale = (
            {"cmap": "gray"}
            if image is picture
            else {"cmap": "PuOr", "vmin": -limit, "vmax": limit}
        )
        ax.imshow(image, **scale)
        ax.set_title(title, fontsize=10)
        ax.set(xticks=[], yticks=[])
    ax = lower.subplots()
    for run in runs:
        ax.semilogy(run["shares"], color=BLUE if run["relu"] else ORANGE, linewidth=1.3)
    ax.axhline(floor, color="black", linestyle=":")
    ax.text(STEPS, floor * 0.93, "the best single 5×5 kernel", ha="right", va="top", fontsize=9)
    ax.set(xlabel="step", ylabel="share not explained")
    ax.set_title("orange: nothing between the kernels; blue: a ReLU", fontsize=10)
    return figure


def main() -> None:
    parser = arguments(__doc__, picture=True)
    parser.add_argument("--seeds", type=int, default=3, help="how many random starts (3)")
    options = parser.parse_args()
    student = load_student()
    picture, target = task(student, own_picture(options.image) if options.image else house())
    collapse(student, picture)

    floor = best_single_kernel(picture, target)
    print(
        f"The best of all 5×5 kernels leaves {floor:.1%} of the task unexplained. Now two of 3×3:"
    )
    seeds = range(1, options.seeds + 1)
    runs = [train(student, picture, target, relu, seed) for seed in seeds for relu in (False, True)]
    for relu, words in ((False, "nothing between"), (True, "a ReLU between")):
        left = [run["shares"][-1] for run in runs if run["relu"] is relu]
        print(f"{words}, not explained: {', '.join(f'{share:.1%}' for share in left)}")
    finish(draw(picture, target, runs, floor), options.save, "two_layers.png", dpi=100)


if __name__ == "__main__":
    sys.exit(main())
