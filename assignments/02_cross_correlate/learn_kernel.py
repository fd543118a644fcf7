"""Finds a kernel that nobody told it: gradient descent with your own functions.

python learn_kernel.py                     a house and its edges
python learn_kernel.py --image FILE.png    a picture of your own
python learn_kernel.py --steps 1000        go on for longer
python learn_kernel.py --save FILE.png     write a picture, open no window

A picture is given, and what a Sobel kernel has made of it. The learner starts with nine random
numbers. In each step it slides its own kernel over the picture (`cross_correlate2d`), looks how
far it is off, asks how the loss changes with each of its weights (`correlation_gradients`), and
moves all nine a little downhill.
"""

import sys

import matplotlib.pyplot as plt
import torch
from scene import SOBEL, gradients, house, load_student, own_picture, progress, slide
from torch import Tensor

from autograder.student.drawing import arguments, finish


def learn(student, picture: Tensor, edges: Tensor, steps: int, seed: int) -> dict:
    """Gradient descent on the mean squared error; every kernel and every loss on the way."""
    kernel = 0.5 * torch.randn(3, 3, generator=torch.Generator().manual_seed(seed))
    # The loss curves at most this much in any direction, so no step can overshoot.
    curvature = 2 * kernel.numel() * float((picture**2).mean())
    way = {"kernels": [kernel], "losses": []}
    for _ in progress("learning", steps):
        off = slide(student, picture, kernel) - edges
        upstream = 2 * off / off.numel()  # the gradient of the mean of off²
        _, of_kernel = gradients(student, picture, kernel, upstream)
        kernel = kernel - of_kernel / curvature
        way["losses"].append(float((off**2).mean()))
        way["kernels"].append(kernel)
    return way


def draw(picture: Tensor, edges: Tensor, way: dict):
    """The kernel on its way, and how the loss and the distance fell."""
    steps = len(way["losses"])
    figure = plt.figure(figsize=(11, 5.4), layout="constrained")
    upper, lower = figure.subfigures(2, 1, height_ratios=(1, 1.3))
    shown = [0, steps // 40, steps // 10, steps // 3, steps]
    for ax, step in zip(upper.subplots(1, len(shown) + 1), [*shown, None]):
        kernel = SOBEL if step is None else way["kernels"][step]
        ax.imshow(kernel, cmap="PuOr", vmin=-3, vmax=3)
        for i, row in enumerate(kernel.tolist()):
            for j, number in enumerate(row):
                ax.text(j, i, f"{number:.2f}", ha="center", va="center", fontsize=9)
        ax.set_title("the hidden one" if step is None else f"after {step} steps", fontsize=10)
        ax.set(xticks=[], yticks=[])
    left, middle, right = lower.subplots(1, 3, width_ratios=(1, 1, 2))
    left.imshow(picture, cmap="gray")
    left.set_title("the picture", fontsize=10)
    limit = float(edges.abs().max())
    middle.imshow(edges, cmap="PuOr", vmin=-limit, vmax=limit)
    middle.set_title("its edges", fontsize=10)
    for ax in (left, middle):
        ax.set(xticks=[], yticks=[])
    right.semilogy(way["losses"], color="#0072b2", label="loss")
    distances = [float((kernel - SOBEL).abs().max()) for kernel in way["kernels"]]
    right.semilogy(distances, color="#d55e00", label="weight that is furthest off")
    right.set_xlabel("step")
    right.legend()
    return figure


def main() -> None:
    parser = arguments(__doc__, picture=True)
    parser.add_argument("--steps", type=int, default=400, help="how many steps (400)")
    parser.add_argument("--seed", type=int, default=1, help="another random start (1)")
    options = parser.parse_args()
    student = load_student()
    picture = own_picture(options.image) if options.image else house()
    picture = picture - picture.mean()  # brightness says nothing about edges, and slows learning
    edges = slide(student, picture, SOBEL)

    way = learn(student, picture, edges, max(options.steps, 40), options.seed)
    for name, kernel in (("start", way["kernels"][0]), ("found", way["kernels"][-1])):
        print(f"{name}:", "; ".join(" ".join(f"{x:5.2f}" for x in row) for row in kernel.tolist()))
    gap = float((way["kernels"][-1] - SOBEL).abs().max())
    print(
        f"loss {way['losses'][0]:.3g} -> {way['losses'][-1]:.2g}; no weight is more than {gap:.2g} off"
    )
    if not way["losses"][-1] < 0.1 * way["losses"][0]:
        print("The loss has hardly fallen. Does `pytest -k correlation_gradients` pass?")
    finish(draw(picture, edges, way), options.save, "learn_kernel.png", dpi=100)


if __name__ == "__main__":
    sys.exit(main())
