"""Draw the handout's pictures.

python figures.py            writes pictures/*.svg beside this file
python figures.py --check    exits 1 if a picture would come out different
python figures.py --train    trains the reference first, for the two pictures that need it (.png)
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from figure_files import saved, set_style, write

HERE = Path(__file__).resolve().parent
BLUE, RED, GREEN, GOLD, GREY = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#6b6b6b"
set_style(
    "05_build_cnn",
    **{
        "svg.fonttype": "none",  # text stays text: small files that can be searched
        "font.family": "sans-serif",
        "font.sans-serif": ["DejaVu Sans", "sans-serif"],
        "text.color": "black",
        "axes.spines.top": False,
        "axes.spines.right": False,
    },
)

# Shares of right answers at shifts of 0 to 8 pixels, the mean of four directions; measured with
# support/experiment.py, seed 1. Training them here again would take a minute each time.
MEASURED = {
    "dense network": [0.91, 0.462, 0.107, 0.093, 0.115, 0.12, 0.092, 0.093, 0.127],
    "reference (two poolings)": [0.956, 0.853, 0.938, 0.853, 0.959, 0.854, 0.939, 0.854, 0.958],
    "strides, shrinks by 4": [0.922, 0.336, 0.099, 0.334, 0.92, 0.335, 0.1, 0.336, 0.921],
    "strides, shrinks by 8": [0.882, 0.427, 0.092, 0.054, 0.131, 0.054, 0.089, 0.416, 0.887],
    "flattens a 4×4 grid": [0.926, 0.784, 0.567, 0.319, 0.254, 0.175, 0.141, 0.099, 0.082],
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
    left.set_xlabel("32×32 pixels")
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
        ("flattens a 4×4 grid", GREY, "o--"),
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


def gradients() -> Figure:
    """How much of the gradient reaches each of 20 layers, with and without a way around them."""
    figure, ax = plt.subplots(figsize=(7.6, 3.2), layout="constrained")
    for residual, name, colour, style in (
        (False, "one after the other", RED, "o--"),
        (True, "each adds to its input", BLUE, "s-"),
    ):
        norms = gradient_norms(residual)
        ax.plot(range(1, 21), norms / norms[-1], style, color=colour, label=name, markersize=4)
    ax.set(yscale="log", xlabel="layer, counted from the image", xticks=(1, 5, 10, 15, 20))
    ax.set_ylabel("gradient, layer 20 = 1")
    ax.legend(frameon=False, loc="lower right")
    return figure


def gradient_norms(residual: bool, for_relus: bool = False, layers: int = 20) -> np.ndarray:
    """The gradient's length in each layer of 16 channels, before any training; 64 digits.

    The layers have PyTorch's usual start, or the one that He and others made for ReLUs.
    """
    import torch
    import torch.nn.functional as F

    with np.load(HERE / "support" / "digits.npz") as file:
        digits = torch.from_numpy(file["images"][:64].astype(np.float32)) / 16
        labels = torch.from_numpy(file["labels"][:64].astype(np.int64))
    torch.manual_seed(1)
    first = torch.nn.Conv2d(1, 16, 3, padding=1)
    middle = [torch.nn.Conv2d(16, 16, 3, padding=1) for _ in range(layers)]
    last = torch.nn.Linear(16, 10)
    for layer in middle if for_relus else ():
        torch.nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    x = first(F.pad(digits, (4, 4, 4, 4))[:, None]).relu()
    for layer in middle:
        x = x + layer(x).relu() if residual else layer(x).relu()
    F.cross_entropy(last(x.mean(dim=(2, 3))), labels).backward()
    return np.array([layer.weight.grad.norm().item() for layer in middle])


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
    left.text(5, 6.7, "standard 3×3: every pair has a 3×3 kernel", ha="center")
    left.text(5, 0.1, "4 · 6 · 9 = 216 weights", ha="center", weight="bold")

    a, b = channels(right, 0.5, 4, BLUE), channels(right, 4.3, 4, GOLD)
    c = channels(right, 8.4, 6, GREEN)
    for y, z in zip(a, b):
        right.plot([1.4, 4.3], [y, z], color=RED, lw=2.2)
    join(right, 5.2, b, c, 8.4)
    right.text(2.85, 5.2, "depthwise 3×3\n4 · 9 = 36", ha="center", color=RED)
    right.text(6.3, 5.75, "pointwise 1×1\n4 · 6 = 24", ha="center", color=GREY)
    right.text(5, 0.1, "36 + 24 = 60 weights", ha="center", weight="bold")
    right.text(0.5, 6.7, "depthwise separable", ha="left")
    return figure


def cam() -> Figure:
    """Grad-CAM on two maps of 2×3, the numbers of a small example."""
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


def moved() -> Figure:
    """What the two networks of the page say to a digit in the middle, and to the same one moved."""
    import torch

    sys.path[:0] = [str(HERE / "moving"), str(HERE / "support")]
    import train

    page = json.loads((HERE / "moving" / "net.json").read_text(encoding="utf-8"))
    figure, rows = plt.subplots(
        2, 3, figsize=(9, 4.4), layout="constrained", width_ratios=(1, 2, 2)
    )
    for line, shift in zip(rows, (0, 8)):
        x = train.place(torch.tensor(page["digits"][3]).float().reshape(1, 8, 8), 0, shift)
        line[0].pcolormesh(x[0, 0], cmap="Greys", vmin=0, vmax=16, rasterized=True)
        line[0].set(xlim=(0, 32), ylim=(32, 0), aspect="equal", xticks=[], yticks=[])
        line[0].set_title("in the middle" if shift == 0 else "moved by 8")
        for spine in line[0].spines.values():
            spine.set_visible(True)
        for ax, key, name, colour in zip(
            line[1:], ("dense", "conv"), ("dense network", "convolutional network"), (RED, BLUE)
        ):
            with torch.no_grad():
                shares = train.network(page[key])(x).softmax(dim=1)[0]
            ax.bar(range(10), [round(float(share), 3) for share in shares], color=colour)
            ax.set(ylim=(0, 1), xticks=range(10), title=name if shift == 0 else "")
    return figure


PICTURES = {
    "experiment": experiment,
    "moved": moved,
    "shrinking": shrinking,
    "kernels": kernels,
    "gradients": gradients,
    "loop": loop,
    "separable": separable,
    "look_inside": look_inside,
    "cam": cam,
}


# ------------------------------------------------- pictures that need a trained network


def hierarchy() -> Figure:
    """The patches that excite three channels of each layer most, cut to what the layer sees."""
    import torch

    model, images, labels = trained_reference()
    starts = [untrained(images, seed) for seed in (1, 2, 3)]
    rows = ((2, "layer 1", 3, 1, 1), (6, "layer 2", 8, 2, 3), (10, "layer 3", 18, 4, 7))
    figure, axes = plt.subplots(3, 18, figsize=(10, 2.5))
    for line, (index, name, sees, step, before) in zip(axes, rows):
        with torch.no_grad():
            maps = model[: index + 1](images)
        best = maps.flatten(2).amax(dim=2)
        alive = [k for k in range(best.shape[1]) if best[:, k].max() > 0]
        print(f"{name}: {agreement(best, labels):.1f} of the nine strongest show the same digit,")
        print("   before training", *(f"{agreement(start(index), labels):.1f}" for start in starts))
        padded = torch.nn.functional.pad(images[:, 0], (8,) * 4)
        for place, k in enumerate(alive[:3]):
            for column, which in enumerate(best[:, k].topk(6).indices):
                row, col = divmod(int(maps[which, k].argmax()), maps.shape[3])
                top, left = row * step - before + 8, col * step - before + 8
                ax = line[6 * place + column]
                patch = padded[which, top : top + sees, left : left + sees]
                ax.imshow(patch, cmap="Greys", vmin=0, vmax=16)
        line[0].set_ylabel(f"{name}\n{sees}×{sees}", rotation=0, ha="right", va="center")
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(True)
    figure.subplots_adjust(left=0.09, right=0.995, top=0.98, bottom=0.02, wspace=0.12)
    return figure


def agreement(best, labels) -> float:
    """Of the nine pictures that excite a channel most, how many show the same digit; the mean."""
    alive = [k for k in range(best.shape[1]) if best[:, k].max() > 0]
    return np.mean([labels[best[:, k].topk(9).indices].bincount().max() for k in alive])


def untrained(images, seed: int):
    """What a layer of the reference gives before any training, as strongest answers."""
    import build_cnn
    import torch

    torch.manual_seed(seed)
    model = build_cnn.build_cnn(1, 10)  # in training mode: the norms measure these pictures

    def strongest(index: int):
        with torch.no_grad():
            return model[: index + 1](images).flatten(2).amax(dim=2)

    return strongest


def trained_reference():
    """The reference after eight passes over 1,000 digits in the middle, and 797 other digits."""
    sys.path[:0] = [str(HERE / "support"), str(HERE.parents[1] / "solutions" / HERE.name)]
    import build_cnn
    import experiment as rules
    import torch

    digits, labels = rules.load()
    images = rules.place(digits)
    torch.manual_seed(1)
    chance, model = torch.Generator().manual_seed(1), build_cnn.build_cnn(1, 10)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(8):
        order = torch.randperm(1000, generator=chance)
        batches = [(images[i], labels[i]) for i in order.split(16)]
        build_cnn.train_epoch(model, batches, optimizer)
    return model.eval(), images[1000:], labels[1000:]


def look() -> Figure:
    """What look.py draws for the reference: it shows students what is to come."""
    sys.path[:0] = [str(HERE), str(HERE.parents[1] / "solutions" / HERE.name)]
    import build_cnn
    import look

    return look.draw(look.trained(build_cnn))


def without_blanks(svg: bytes) -> bytes:
    """No blanks at the ends of lines: git would complain about them."""
    return b"\n".join(line.rstrip() for line in svg.split(b"\n"))


def train() -> None:
    for draw in (hierarchy, look):
        picture = saved(draw(), "png", dpi=64, metadata={})
        (HERE / "pictures" / f"{draw.__name__}.png").write_bytes(picture)


if __name__ == "__main__":
    if "--train" in sys.argv[1:]:
        train()
    drawings = {f"{name}.svg": draw for name, draw in PICTURES.items()}
    write(HERE / "pictures", drawings, mend=without_blanks, dpi=110)
