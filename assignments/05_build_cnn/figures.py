"""Draw the handout's pictures.

python figures.py            writes pictures/*.svg beside this file
python figures.py --check    exits 1 if a picture would come out different
"""

import io
import sys
from itertools import pairwise
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

HERE = Path(__file__).resolve().parent
BLUE, RED, GREEN, GOLD, GREY = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#6b6b6b"
plt.rcParams.update(
    {
        "svg.hashsalt": "05_build_cnn",
        "svg.fonttype": "none",  # text stays text: small files that can be searched
        "font.family": "sans-serif",
        "font.sans-serif": ["DejaVu Sans", "sans-serif"],
        "font.size": 11,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
)

# Shares of right answers at shifts of 0 to 8 pixels, the mean of four directions; measured with
# support/experiment.py, seed 1. Training them here again would take a minute each time.
MEASURED = {
    "dense network": [0.91, 0.462, 0.107, 0.093, 0.115, 0.12, 0.092, 0.093, 0.127],
    "reference (two poolings)": [0.956, 0.853, 0.938, 0.853, 0.959, 0.854, 0.939, 0.854, 0.958],
    "strides, shrinks by 4": [0.922, 0.336, 0.099, 0.334, 0.92, 0.335, 0.1, 0.336, 0.921],
    "strides, shrinks by 8": [0.882, 0.427, 0.092, 0.054, 0.131, 0.054, 0.089, 0.416, 0.887],
    "flattens a 4x4 grid": [0.926, 0.784, 0.567, 0.319, 0.254, 0.175, 0.141, 0.099, 0.082],
}


def cells(ax: Axes, grid: np.ndarray, cmap: str = "Greys", numbers: str = "", **limits) -> None:
    """A small array as squares, row 0 on top."""
    height, width = grid.shape
    ax.pcolormesh(grid, cmap=cmap, edgecolors="#c8c8c8", linewidth=0.5, **limits)
    ax.set(xlim=(0, width), ylim=(height, 0), aspect="equal", xticks=[], yticks=[])
    for spine in ax.spines.values():
        spine.set_visible(True)
    if numbers:
        largest = max(abs(limits.get("vmin", 0)), abs(limits.get("vmax", 1)))
        for (row, column), value in np.ndenumerate(grid):
            dark = abs(value) > 0.6 * largest
            ax.text(
                column + 0.5, row + 0.5, numbers.format(value), ha="center", va="center",
                fontsize=9, color="white" if dark else "black",
            )  # fmt: skip


def digit() -> np.ndarray:
    with np.load(HERE / "support" / "digits.npz") as file:
        return file["images"][13].astype(float)


def experiment() -> Figure:
    """Where the digits sit, and what both networks make of it."""
    figure = plt.figure(figsize=(9, 3.4), layout="constrained")
    left, middle, right = figure.subplots(1, 3, width_ratios=(1, 1, 2.1))
    for ax, shift, title in (
        (left, 0, "trained: in the middle"),
        (middle, 8, "tested: moved by 8"),
    ):
        x = np.arange(9) + 12 + shift
        ax.pcolormesh(x, np.arange(9) + 12, digit(), cmap="Greys", vmin=0, vmax=16)
        ax.set(xlim=(0, 32), ylim=(32, 0), aspect="equal", xticks=[], yticks=[], title=title)
        for spine in ax.spines.values():
            spine.set_visible(True)
    middle.plot([12, 20, 20, 12, 12], [12, 12, 20, 20, 12], color=GREY, lw=0.8, ls=":")
    left.set_xlabel("32 x 32 pixels")
    middle.set_xlabel("right, down, left or up")
    for name, colour, style in (
        ("dense network", RED, "o--"),
        ("reference (two poolings)", BLUE, "s-"),
    ):
        right.plot(MEASURED[name], style, color=colour, label=name, markersize=4)
    right.axhline(0.1, color=GREY, lw=0.8, ls=":")
    right.text(8.1, 0.025, "guessing", ha="right", color=GREY, fontsize=9)
    right.set(ylim=(0, 1.02), xlabel="shift in pixels", ylabel="share right", xticks=range(9))
    right.legend(frameon=False, loc="center", fontsize=9.5, bbox_to_anchor=(0.6, 0.52))
    return figure


def shrinking() -> Figure:
    """Why only a shift of 8 is graded."""
    figure, ax = plt.subplots(figsize=(7.6, 3.5), layout="constrained")
    for name, colour, style in (
        ("reference (two poolings)", BLUE, "s-"),
        ("strides, shrinks by 4", GREEN, "^-"),
        ("strides, shrinks by 8", GOLD, "D-"),
        ("flattens a 4x4 grid", GREY, "o--"),
    ):
        ax.plot(MEASURED[name], style, color=colour, label=name, markersize=5)
    ax.axvline(8, color="black", lw=0.8, ls=":")
    ax.text(8.06, 1.03, "graded", ha="center", fontsize=9)
    ax.set(ylim=(0, 1.0), xlim=(-0.2, 8.3), xlabel="shift in pixels", ylabel="share right")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 0.9), fontsize=9.5)
    return figure


def kernels() -> Figure:
    """Five kernels that people have made by hand, their sums, and what they make of a square."""
    sixteenth = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    gallery = {
        "Sobel, vertical": np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
        "Sobel, horizontal": np.array([[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]]),
        "sharpen": np.array([[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "Gaussian blur": sixteenth,
        "identity": np.array([[0.0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    }
    square = np.zeros((7, 7))
    square[2:5, 2:5] = 1
    figure, axes = plt.subplots(2, 5, figsize=(9.2, 4.4), layout="constrained")
    for column, (name, kernel) in enumerate(gallery.items()):
        top, bottom = axes[:, column]
        span = np.abs(kernel).max()
        cells(top, kernel, "PuOr_r", "{:g}" if span >= 1 else "", vmin=-span, vmax=span)
        if span < 1:
            for (y, x), value in np.ndenumerate(kernel):
                text = f"{value * 16:g}/16"
                colour = "white" if value > 0.6 * span else "black"
                top.text(x + 0.5, y + 0.5, text, ha="center", va="center", fontsize=8, color=colour)
        top.set_title(f"{name}\nsum {kernel.sum():g}", fontsize=10)
        windows = np.lib.stride_tricks.sliding_window_view(square, (3, 3))
        result = (windows * kernel).sum(axis=(2, 3))
        span = np.abs(result).max()
        cells(bottom, result, "PuOr_r", "{:g}" if column == 0 else "", vmin=-span, vmax=span)
    axes[0, 0].set_ylabel("kernel")
    axes[1, 0].set_ylabel("a white square\nunder it")
    return figure


def box(ax: Axes, x: float, y: float, text: str, colour: str) -> None:
    ax.text(
        x, y, text, ha="center", va="center", fontsize=10.5,
        bbox={"boxstyle": "round,pad=0.45", "facecolor": "white", "edgecolor": colour, "lw": 1.8},
    )  # fmt: skip


def arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], bend: float = 0) -> None:
    style = {"arrowstyle": "-|>", "color": GREY, "lw": 1.4, "connectionstyle": f"arc3,rad={bend}"}
    ax.annotate("", end, start, arrowprops={**style, "shrinkA": 2, "shrinkB": 2})


def loop() -> Figure:
    """One batch of train_epoch."""
    figure, ax = plt.subplots(figsize=(9, 2.5), layout="constrained")
    ax.set(xlim=(0, 10), ylim=(0, 2.6))
    ax.axis("off")
    steps = (
        (1.0, "1  clear\nthe gradients", GREY),
        (3.0, "2  forward\nscores", BLUE),
        (5.0, "3  cross-entropy\none number", BLUE),
        (7.05, "4  backward\ngradients", RED),
        (9.0, "5  step\nnew weights", GREEN),
    )
    for x, text, colour in steps:
        box(ax, x, 1.8, text, colour)
    for (a, *_), (b, *_) in pairwise(steps):
        arrow(ax, (a + 0.78, 1.8), (b - 0.84, 1.8))
    ax.plot([9, 9, 1, 1], [1.35, 0.55, 0.55, 1.0], color=GREY, lw=1.4)
    arrow(ax, (1, 0.6), (1, 1.32))
    ax.text(5, 0.7, "the next batch; each batch has its own size", ha="center", color=GREY)
    ax.text(5, 0.15, "at the end: the sum of (loss x size), divided by all examples", ha="center")
    return figure


def separable() -> Figure:
    """A standard convolution against depthwise and pointwise, for 4 channels to 6."""
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for ax in axes:
        ax.set(xlim=(0, 10), ylim=(0, 7.2))
        ax.axis("off")
    left, right = axes

    def channels(ax: Axes, x: float, n: int, colour: str) -> list[float]:
        heights = [3.2 + (n - 1) * 0.45 - i * 0.9 for i in range(n)]
        for y in heights:
            ax.add_patch(plt.Rectangle((x, y - 0.3), 0.9, 0.6, facecolor=colour, edgecolor="white"))
        return heights

    def join(ax: Axes, x: float, start: list[float], end: list[float], far: float) -> None:
        for a in start:
            for b in end:
                ax.plot([x, far], [a, b], color=GREY, lw=0.5)

    a, b = channels(left, 0.5, 4, BLUE), channels(left, 8.4, 6, GREEN)
    join(left, 1.4, a, b, 8.4)
    left.text(5, 6.7, "standard 3x3: every pair has a 3x3 kernel", ha="center")
    left.text(5, 0.1, "4 x 6 x 9 = 216 weights", ha="center", weight="bold")

    a, b = channels(right, 0.5, 4, BLUE), channels(right, 4.3, 4, GOLD)
    c = channels(right, 8.4, 6, GREEN)
    for y, z in zip(a, b):
        right.plot([1.4, 4.3], [y, z], color=RED, lw=2.2)
    join(right, 5.2, b, c, 8.4)
    right.text(2.85, 5.2, "depthwise 3x3\n4 x 9 = 36", ha="center", color=RED)
    right.text(6.3, 5.75, "pointwise 1x1\n4 x 6 = 24", ha="center", color=GREY)
    right.text(5, 0.1, "36 + 24 = 60 weights", ha="center", weight="bold")
    right.text(0.5, 6.7, "depthwise separable", ha="left")
    return figure


def cam() -> Figure:
    """Grad-CAM on two maps of 2x3, the numbers of a small example."""
    first = np.array([[0.0, 1, 0], [2, 4, 0]])
    second = np.array([[3.0, 0, 1], [0, 2, 0]])
    total = 1.0 * first - 0.5 * second
    positive = np.maximum(total, 0)
    figure, axes = plt.subplots(1, 5, figsize=(9.4, 2.3), layout="constrained")
    for ax, grid, title in zip(
        axes,
        (first, second, total, positive, positive / positive.max()),
        (
            "map 1\nweight 1",
            "map 2\nweight -0.5",
            "weighted sum",
            "ReLU",
            "divided by\nthe largest",
        ),
    ):
        cells(ax, grid, "PuOr_r", "{:.3g}", vmin=-4, vmax=4)
        ax.set_title(title, fontsize=10)
    axes[4].clear()
    cells(axes[4], positive / positive.max(), "PuOr_r", "{:.2g}", vmin=-1, vmax=1)
    axes[4].set_title("divided by\nthe largest", fontsize=10)
    return figure


def look_inside() -> Figure:
    """Three questions to a trained network, and where in it they are asked."""
    figure, ax = plt.subplots(figsize=(9, 3.1), layout="constrained")
    ax.set(xlim=(0, 10), ylim=(0, 3.4))
    ax.axis("off")
    for x, text, colour in (
        (0.9, "image\n(C, H, W)", GREY),
        (3.2, "layers", BLUE),
        (5.2, "maps\n(K, h, w)", GOLD),
        (7.2, "layers", BLUE),
        (9.1, "scores", GREY),
    ):
        box(ax, x, 1.7, text, colour)
    for a, b in ((1.55, 2.75), (3.65, 4.6), (5.8, 6.75), (7.65, 8.6)):
        arrow(ax, (a, 1.7), (b, 1.7))
    arrow(ax, (9.0, 1.35), (1.0, 1.2), -0.22)
    saliency = "saliency: gradient of a score with respect to the image"
    ax.text(5.0, 0.02, saliency, ha="center", color=RED)
    arrow(ax, (9.0, 2.05), (5.4, 2.25), 0.28)
    ax.text(7.4, 3.0, "Grad-CAM: gradient with\nrespect to the maps", ha="center", color=RED)
    ax.text(4.2, 2.75, "feature maps:\njust listen", ha="center", color=GREEN)
    arrow(ax, (4.9, 2.15), (4.4, 2.68))
    return figure


PICTURES = {
    "experiment": experiment,
    "shrinking": shrinking,
    "kernels": kernels,
    "loop": loop,
    "separable": separable,
    "look_inside": look_inside,
    "cam": cam,
}


def drawn(figure: Figure, kind: str = "svg") -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format=kind, dpi=110, metadata={"Date": None} if kind == "svg" else {})
    plt.close(figure)
    # No blanks at the ends of lines: git would complain about them.
    lines = file.getvalue().split(b"\n")
    return b"\n".join(line.rstrip() for line in lines) if kind == "svg" else file.getvalue()


def main(check: bool) -> None:
    folder = HERE / "pictures"
    folder.mkdir(exist_ok=True)
    changed = []
    for name, draw in PICTURES.items():
        path, data = folder / f"{name}.svg", drawn(draw())
        if not path.exists() or path.read_bytes() != data:
            changed.append(path.name)
            if not check:
                path.write_bytes(data)
    if check and changed:
        sys.exit(f"pictures that would come out different: {', '.join(changed)}; run figures.py")
    print(f"{len(PICTURES)} pictures, {'as they are' if check else f'{len(changed)} written'}")


if __name__ == "__main__":
    main("--check" in sys.argv[1:])
