"""Draws the pictures of the handout: `python figures.py`; `--check` tells whether they are new."""

import sys
from pathlib import Path

import matplotlib.pyplot as plt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from figure_files import set_style, write

PICTURES = Path(__file__).parent / "pictures"
INK, GREY, PALE = "#222222", "#999999", "#eeeeee"
BLUE, ORANGE, GREEN = "#0072b2", "#d55e00", "#009e73"
set_style("03_output_size")


def row_of_pixels(ax, size, padding=0, y=0.0, numbers=False):
    """A padded row: pixels grey, padding white with a zero in it."""
    for place in range(size + 2 * padding):
        real = padding <= place < padding + size
        colour = "#d0d0d0" if real else "white"
        ax.add_patch(plt.Rectangle((place, y), 1, 1, facecolor=colour, edgecolor=GREY))
        if not real or numbers:
            text = str(place) if numbers else "0"
            ax.text(place + 0.5, y + 0.5, text, ha="center", va="center", fontsize=9)


def window(ax, start, width, y, colour, style="-"):
    """A window above the row, as a bar with its two ends."""
    ax.plot(
        [start + 0.08, start + width - 0.08],
        [y, y],
        color=colour,
        lw=5,
        linestyle=style,
        solid_capstyle="butt",
    )


def tidy(ax, xlim, ylim):
    """No axes, and squares that are squares."""
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.axis("off")


def places():
    """A window of three on five pixels, padded: stride 1 and stride 2."""
    figure, panels = plt.subplots(1, 2, figsize=(8.2, 2.5))
    for ax, stride in zip(panels, (1, 2)):
        row_of_pixels(ax, 5, padding=1)
        starts = range(0, 5, stride)
        for step, start in enumerate(starts):
            window(ax, start, 3, 1.45 + 0.45 * step, (BLUE, ORANGE)[step % 2])
        ax.text(3.5, -0.6, f"stride {stride}: {len(starts)} positions", ha="center")
        tidy(ax, (-0.2, 7.2), (-0.9, 3.6))
    return figure


def fraction():
    """Six pixels, windows of three, stride 2: the last pixel is in no window."""
    figure, ax = plt.subplots(figsize=(6.4, 2.1))
    row_of_pixels(ax, 6)
    window(ax, 0, 3, 1.5, BLUE)
    window(ax, 2, 3, 2.0, BLUE)
    window(ax, 4, 3, 2.5, ORANGE, (0, (1.2, 0.6)))
    ax.text(7.4, 1.75, "2 positions fit", va="center", color=BLUE)
    ax.text(7.4, 2.5, "half a step more: does not fit", va="center", color=ORANGE)
    ax.annotate(
        "in no window",
        (5.5, 0.1),
        (7.4, 0.5),
        va="center",
        arrowprops={"arrowstyle": "->", "color": INK},
    )
    tidy(ax, (-0.2, 13.2), (-0.2, 2.9))
    return figure


def dilation():
    """Three taps with dilation 1, 2 and 3, and how far they reach."""
    figure, panels = plt.subplots(1, 3, figsize=(8.6, 1.9), width_ratios=(3, 5, 7))
    for ax, spread in zip(panels, (1, 2, 3)):
        reach = 2 * spread + 1
        row_of_pixels(ax, reach)
        for tap in range(3):
            ax.plot(tap * spread + 0.5, 0.5, "o", color=BLUE, markersize=11)
        ax.annotate("", (0, 1.5), (reach, 1.5), arrowprops={"arrowstyle": "<->", "color": INK})
        ax.text(reach / 2, 1.75, f"reach {reach}", ha="center", fontsize=10)
        ax.text(reach / 2, -0.75, f"dilation {spread}", ha="center", fontsize=10)
        tidy(ax, (-0.2, reach + 0.2), (-1.0, 2.5))
    return figure


def pooling():
    """Left: seven pixels in pairs. Right: a window that would see only padding."""
    figure, panels = plt.subplots(1, 2, figsize=(8.6, 2.6), width_ratios=(9, 7.5))
    row_of_pixels(panels[0], 7)
    for start in (0, 2, 4):
        window(panels[0], start, 2, 1.5, BLUE)
    window(panels[0], 6, 2, 1.5, ORANGE, (0, (1.2, 0.6)))
    panels[0].text(3.0, 2.05, "full windows", ha="center", color=BLUE, fontsize=10)
    panels[0].text(7.0, 2.05, "ceil mode", ha="center", color=ORANGE, fontsize=10)
    panels[0].text(4, -0.7, "size 7, windows of 2: 3, or 4 in ceil mode", ha="center", fontsize=10)
    tidy(panels[0], (-0.2, 8.7), (-1.1, 2.6))
    row_of_pixels(panels[1], 2, padding=1, numbers=True)
    window(panels[1], 0, 2, 1.5, BLUE)
    window(panels[1], 3, 2, 1.5, GREY, (0, (1.2, 0.6)))
    panels[1].text(1, 2.05, "counts", ha="center", color=BLUE, fontsize=10)
    panels[1].text(4.1, 2.05, "starts in padding:\ndoes not count", ha="center", fontsize=10)
    panels[1].text(2.5, -0.7, "size 2, padding 1, windows of 2, stride 3", ha="center", fontsize=10)
    tidy(panels[1], (-1.2, 6.3), (-1.1, 3.2))
    return figure


def network():
    """LeNet as boxes: the shapes that come out of its layers."""
    figure, ax = plt.subplots(figsize=(9, 3.1))
    stages = [
        ("image", (1, 32, 32), GREY),
        ("conv 5\nReLU", (6, 28, 28), BLUE),
        ("pool 2", (6, 14, 14), ORANGE),
        ("conv 5\nReLU", (16, 10, 10), BLUE),
        ("pool 2", (16, 5, 5), ORANGE),
        ("flatten", (400,), GREEN),
        ("dense\nReLU", (120,), GREEN),
        ("dense\nReLU", (84,), GREEN),
        ("dense\nsoftmax", (10,), GREEN),
    ]
    x = 0.0
    for name, shape, colour in stages:
        high = shape[1] / 16 if len(shape) == 3 else 0.25 + shape[0] ** 0.5 / 12
        deep = 0.1 + shape[0] / 40 if len(shape) == 3 else 0.16
        for layer in range(5 if len(shape) == 3 and shape[0] > 1 else 1):
            step = layer * deep / 5
            wide = high if len(shape) == 3 else 0.16
            box = ((x + step, -high / 2 + step), wide, high)
            ax.add_patch(plt.Rectangle(*box, facecolor="white", edgecolor=colour, lw=1.5))
        middle = x + wide / 2 + deep / 2
        ax.text(middle, -1.35, name, ha="center", va="top", fontsize=9)
        label = "×".join(map(str, shape))
        ax.text(middle, 1.5, label, ha="center", va="bottom", fontsize=9)
        x += max(wide + deep, 1.0) + 0.5
    tidy(ax, (-0.2, x), (-2.2, 1.9))
    return figure


def receptive_field():
    """One place on top of a pooling and two kernels, and the pixels behind it."""
    figure, ax = plt.subplots(figsize=(7.4, 3.5))
    notes = ["1 position", "3 positions", "5 positions", "10 pixels"]
    layers = ["conv, kernel 3", "conv, kernel 3", "pool 2"]
    # Where the places of each level lie, in pixels of the input; from top to bottom.
    pixels = [5.5 + place for place in range(10)]
    spots = [[10.0], [8.0, 10.0, 12.0], [6.0, 8.0, 10.0, 12.0, 14.0], pixels]
    for level in range(3):
        upper, lower = spots[level : level + 2]
        for place, top in enumerate(upper):
            width = 2 if level == 2 else 3
            first = place * 2 if level == 2 else place
            for bottom in lower[first : first + width]:
                ax.plot([top, bottom], [3 - level, 2 - level], color=GREY, linewidth=1.2, zorder=1)
        ax.text(17.2, 2.5 - level, layers[level], va="center", fontsize=10, color=BLUE)
    for level, (here, note) in enumerate(zip(spots, notes)):
        marker, colour = ("s", INK) if level == 3 else ("o", BLUE)
        ax.plot(here, [3 - level] * len(here), marker, color=colour, markersize=11, zorder=2)
        ax.text(3.8, 3 - level, note, ha="right", va="center", fontsize=10)
    ax.set(xlim=(0.5, 22), ylim=(-0.3, 3.3))
    ax.axis("off")
    return figure


def layers():
    """A map of numbers through a ReLU and a max pooling, and where a gradient goes back to."""
    figure, ax = plt.subplots(figsize=(8.6, 2.9))
    before = [[3, -1, 0, 2], [-4, 5, -2, -6], [1, 7, -3, -1], [0, -2, -8, -5]]
    after = [[max(0, x) for x in row] for row in before]
    pooled = [
        [max(after[2 * i + m][2 * j + n] for m in (0, 1) for n in (0, 1)) for j in (0, 1)]
        for i in (0, 1)
    ]
    shut = {(i, j): PALE for i in range(4) for j in range(4) if before[i][j] < 0}
    winners = {(1, 1): "#a6cee3", (0, 3): "#a6cee3", (2, 1): "#a6cee3"}
    squares(ax, 0, 4, before, shut)
    squares(ax, 6.2, 4, after, shut | winners)
    squares(ax, 12.4, 3, pooled, dict.fromkeys([(0, 0), (0, 1), (1, 0)], "#a6cee3"))
    for left, words in ((4.2, "ReLU"), (10.4, "max pool 2")):
        ax.annotate("", (left + 1.8, 2), (left, 2), arrowprops={"arrowstyle": "->", "color": INK})
        ax.text(left + 0.9, 2.2, words, ha="center", va="bottom", fontsize=10)
    for left in (6.2, 8.2):
        for top in (4, 2):
            box = plt.Rectangle((left, top - 2), 2, 2, fill=False, edgecolor=ORANGE, lw=2)
            ax.add_patch(box)
    for x, words in (
        (2, "what a kernel answered"),
        (8.2, "negative: zero"),
        (13.4, "largest of each"),
    ):
        ax.text(x, -0.35, words, ha="center", va="top", fontsize=10)
    tidy(ax, (-0.2, 15.2), (-1.0, 4.2))
    return figure


def squares(ax, left, top, numbers, fills):
    """Numbers in squares, some of them filled."""
    for i, row in enumerate(numbers):
        for j, number in enumerate(row):
            corner = (left + j, top - 1 - i)
            fill = fills.get((i, j), "white")
            ax.add_patch(plt.Rectangle(corner, 1, 1, facecolor=fill, edgecolor=GREY))
            ax.text(
                left + j + 0.5, top - 0.5 - i, str(number), ha="center", va="center", fontsize=10
            )


FIGURES = (places, fraction, dilation, layers, pooling, network, receptive_field)

if __name__ == "__main__":
    drawings = {f"{draw.__name__}.svg": draw for draw in FIGURES}
    no_names = {"Date": None, "Creator": None}
    write(PICTURES, drawings, metadata=no_names, bbox_inches="tight", pad_inches=0.08)
