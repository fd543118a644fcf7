"""Draws the pictures of the handout: `python figures.py`; `--check` tells whether they are new."""

import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from figure_files import set_style, write

PICTURES = Path(__file__).resolve().parent / "pictures"
SOLUTION = PICTURES.parents[2] / "solutions" / PICTURES.parent.name
INK, PALE, BLUE, ORANGE = "#222222", "#e8e8e8", "#0072b2", "#d55e00"
set_style("04_equivariance")


# ------------------------------------------------------------------------- computing


def shift(x, dy, dx):
    """What shift2d does, on one array."""
    height, width = x.shape
    shifted = np.zeros_like(x)
    for row in range(height):
        for column in range(width):
            if 0 <= row - dy < height and 0 <= column - dx < width:
                shifted[row, column] = x[row - dy, column - dx]
    return shifted


def correlate(x, kernel):
    """Cross-correlation with zero padding that keeps the size."""
    reach = len(kernel) // 2
    padded = np.pad(x, reach)
    height, width = x.shape
    return np.array(
        [
            [
                (padded[row : row + len(kernel), column : column + len(kernel)] * kernel).sum()
                for column in range(width)
            ]
            for row in range(height)
        ]
    )


def cat(height, width, row, column):
    """A small cat's head on a dark ground."""
    head = np.array([[3, 0, 0, 0, 3], [3, 3, 3, 3, 3], [3, 1, 3, 1, 3], [3, 3, 2, 3, 3]])
    picture = np.zeros((height, width))
    picture[row : row + 4, column : column + 5] = head
    return picture


# --------------------------------------------------------------------------- drawing


def panel(ax, title="", color=INK):
    ax.set_aspect("equal")
    ax.set_axis_off()
    ax.set_title(title, fontsize=11, color=color, pad=6)


def cells(ax, values, cmap="Blues", low=0.0, high=None, left=0.0, top=0.0):
    """Values as coloured cells; equal neighbours share one rectangle."""
    height, width = values.shape
    norm = Normalize(low, values.max() if high is None else high)
    colors = plt.get_cmap(cmap)
    ax.add_patch(Rectangle((left, top), width, height, facecolor=colors(norm(0.0)), lw=0))
    for row, below in runs(values):
        for column, right in runs(values[row][:, None]):
            if values[row, column] != 0:
                place, size = (left + column, top + row), (right - column, below - row)
                color = colors(norm(values[row, column]))
                ax.add_patch(Rectangle(place, *size, facecolor=color, edgecolor=color, lw=0.3))
    frame(ax, left, top, width, height)


def runs(values):
    """Start and end of each stretch of equal rows."""
    changes = [i for i in range(1, len(values)) if (values[i] != values[i - 1]).any()]
    return list(zip([0, *changes], [*changes, len(values)]))


def frame(ax, left, top, width, height, color=INK, lw=1.0, **more):
    ax.add_patch(Rectangle((left, top), width, height, fill=False, edgecolor=color, lw=lw, **more))


def window(ax, width, height, top=0.0, left=0.0):
    ax.set_xlim(left, width)
    ax.set_ylim(height, top)


def numbers(ax, values, left=0.0, top=0.0, fresh=None):
    """Small integers in a grid; `fresh` marks cells that the shift uncovered."""
    height, width = values.shape
    for row in range(height):
        for column in range(width):
            new = fresh is not None and fresh[row, column]
            box = Rectangle(
                (left + column, top + row),
                1,
                1,
                facecolor="#fbe3d4" if new else "white",
                edgecolor=INK,
                lw=0.8,
            )
            ax.add_patch(box)
            ax.text(
                left + column + 0.5,
                top + row + 0.53,
                f"{values[row, column]:g}",
                ha="center",
                va="center",
                color=ORANGE if new else INK,
            )


def arrow(ax, start, end, text="", offset=(0.0, 0.0), color=INK, ha="center"):
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": color, "lw": 1.4})
    if text:
        middle = ((start[0] + end[0]) / 2 + offset[0], (start[1] + end[1]) / 2 + offset[1])
        ax.text(*middle, text, ha=ha, va="center", color=color)


def square():
    """Shift then f, or f then shift: two ways to the same corner."""
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    x = cat(10, 14, 1, 1)
    moved = shift(x, 4, 6)
    figure, ax = plt.subplots(figsize=(7, 4.6))
    panel(ax)
    window(ax, 38, 27, -1.5, -1)
    for picture, left, top in ((x, 0, 0), (moved, 0, 15)):
        cells(ax, picture, left=left, top=top, high=4)
        response = np.abs(correlate(picture, kernel))
        cells(ax, response, "Oranges", left=left + 23, top=top, high=14)
    arrow(ax, (14.6, 5), (22.4, 5), "f", (0, -1))
    arrow(ax, (14.6, 20), (22.4, 20), "f", (0, -1))
    arrow(ax, (7, 10.4), (7, 14.6), "shift", (0.7, 0), ha="left")
    arrow(ax, (30, 10.4), (30, 14.6), "shift", (0.7, 0), ha="left")
    ax.text(7, -0.7, "x", ha="center")
    ax.text(30, -0.7, "f(x)", ha="center")
    ax.text(7, 26.4, "shift(x)", ha="center")
    ax.text(30, 26.4, "f(shift(x))  =  shift(f(x))", ha="center")
    return figure


def shifting():
    """Down by one and right by two, cell by cell."""
    x = np.arange(1, 13).reshape(3, 4)
    ones = np.ones_like(x)
    figure, ax = plt.subplots(figsize=(7, 2.3))
    panel(ax)
    window(ax, 19, 4.0, -0.2, -0.2)
    numbers(ax, x)
    for index, (dy, dx) in enumerate([(1, 2), (-1, -1)]):
        left = 7 + 7.2 * index
        numbers(ax, shift(x, dy, dx), left=left, fresh=shift(ones, dy, dx) == 0)
        ax.text(left + 2, 3.55, f"shift2d(x, {dy}, {dx})", ha="center", family="monospace")
    ax.text(2, 3.55, "x", ha="center", family="monospace")
    return figure


def border():
    """The two sides of the equation, and where they differ, for three shifts."""
    kernel = np.ones((3, 3))
    x = np.ones((9, 12))
    figure, axes = plt.subplots(3, 3, figsize=(7, 4.7))
    for row, dx in enumerate((1, 2, 4)):
        one, other = correlate(shift(x, 0, dx), kernel), shift(correlate(x, kernel), 0, dx)
        titles = ("f(shift(x))", "shift(f(x))", "difference") if row == 0 else ("", "", "")
        for ax, title, values in zip(axes[row], titles, (one, other, np.abs(one - other))):
            panel(ax, title)
            window(ax, 12.1, 9.1, -0.1, -0.1)
            last = ax is axes[row, 2]
            cells(ax, values, "Oranges" if last else "Blues", high=6 if last else 12)
        margin = max(dx, 1)
        frame(axes[row, 2], margin, margin, 12 - 2 * margin, 9 - 2 * margin, BLUE, 2.2)
        axes[row, 0].text(-0.7, 4.5, f"shift\nby {dx}", ha="right", va="center")
        word = f"margin {margin}"
        axes[row, 2].text(12.6, 4.5, word, ha="left", va="center", color=BLUE)
    figure.subplots_adjust(left=0.1, right=0.87, top=0.94, bottom=0.01, wspace=0.06, hspace=0.06)
    return figure


def strides():
    """A stride of two looks at every second pixel: a shift by one shows it the other ones."""
    line = np.array([[3, 1, 4, 1, 5, 9, 2, 6]])
    figure, ax = plt.subplots(figsize=(7, 4.4))
    panel(ax)
    window(ax, 20.2, 11.6, -0.9, -4.2)
    for index, (d, word) in enumerate([(0, ""), (1, "new numbers"), (2, "moved by one place")]):
        top = 4.1 * index
        moved = shift(line, 0, d)
        numbers(ax, moved, top=top, fresh=np.arange(8)[None, :] < d)
        numbers(ax, moved[:, ::2], left=12, top=top)
        for column in range(0, 8, 2):
            frame(ax, column, top, 1, 1, BLUE, 2.6)
        arrow(ax, (8.6, top + 0.5), (11.4, top + 0.5), "f", (0, -0.6))
        ax.text(-0.6, top + 0.5, f"shift by {d}" if d else "x", ha="right", va="center")
        good = BLUE if d == 2 else ORANGE
        ax.text(14, top + 1.75, word, ha="center", va="center", color=good)
    ax.text(4, 1.75, "f keeps the marked numbers", ha="center", va="center", color=BLUE)
    return figure


def pooling():
    """The map moves, its mean stays; over the edge, it does not."""
    kernel = np.array([[0, 1, 0], [1, 2, 1], [0, 1, 0]])
    x = np.zeros((9, 12))
    x[2:5, 2:5] = [[1, 2, 1], [2, 0, 2], [1, 2, 1]]
    figure, axes = plt.subplots(1, 3, figsize=(7, 2.5))
    shifts = [(0, 0, "x"), (2, 4, "moved inside"), (1, 8, "moved over the edge")]
    for ax, (dy, dx, title) in zip(axes, shifts):
        response = correlate(shift(x, dy, dx), kernel)
        panel(ax, title)
        window(ax, 12.1, 11.4, -0.1, -0.1)
        cells(ax, response, high=14)
        same = response.mean() == correlate(x, kernel).mean()
        word = f"mean {response.mean():.2f}"
        ax.text(6, 10.6, word, ha="center", va="center", color=BLUE if same else ORANGE)
    figure.subplots_adjust(left=0.01, right=0.99, top=0.88, bottom=0.01, wspace=0.06)
    return figure


def look():
    """What look.py draws for the reference: it shows students what is to come."""
    sys.path[:0] = [str(Path(__file__).parent), str(SOLUTION)]
    import equivariance
    import look

    return look.draw_all(equivariance, look.picture())


DRAWINGS = {
    "square.svg": square,
    "shifting.svg": shifting,
    "border.svg": border,
    "strides.svg": strides,
    "pooling.svg": pooling,
    "look.png": look,
}

if __name__ == "__main__":
    write(PICTURES, DRAWINGS, png={"dpi": 60}, bbox_inches="tight")
