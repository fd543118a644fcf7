"""Draws the pictures of the handout: `python figures.py`; `--check` tells whether they are new."""

import csv
import re
import sys
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.patches import FancyArrowPatch, Rectangle

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from figure_files import set_style, write

PICTURES = Path(__file__).parent / "pictures"
INK, GREY, PALE, WHITE = "#222222", "#999999", "#eeeeee", "#ffffff"
BLUE, ORANGE, GREEN, YELLOW = "#56b4e9", "#e69f00", "#009e73", "#f0e442"
set_style("02_cross_correlate", **{"font.size": 12})

IMAGE = [[1, 2, 0, 3], [0, 1, 4, 1], [2, 0, 1, 5]]
KERNEL = [[1, 2], [0, 3]]
GALLERY = {
    "Sobel, vertical edges": ([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], 1),
    "Sobel, horizontal edges": ([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], 1),
    "sharpen": ([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], 1),
    "Gaussian blur": ([[1, 2, 1], [2, 4, 2], [1, 2, 1]], 16),
    "identity": ([[0, 0, 0], [0, 1, 0], [0, 0, 0]], 1),
}


def correlate(image, kernel):
    """Cross-correlation of lists, only for these pictures."""
    return [
        [
            sum(
                weight * image[i + m][j + n]
                for m, row in enumerate(kernel)
                for n, weight in enumerate(row)
            )
            for j in range(len(image[0]) - len(kernel[0]) + 1)
        ]
        for i in range(len(image) - len(kernel) + 1)
    ]


def table(ax, left, top, numbers, colours=None, size=1.0, title="", fontsize=12, edge=GREY):
    """Squares with numbers in them; `colours` maps (row, column) to a fill."""
    colours = colours or {}
    for i, row in enumerate(numbers):
        for j, number in enumerate(row):
            corner = (left + j * size, top - (i + 1) * size)
            fill = colours.get((i, j), WHITE)
            ax.add_patch(Rectangle(corner, size, size, facecolor=fill, edgecolor=edge, linewidth=1))
            middle = (corner[0] + size / 2, corner[1] + size / 2)
            ax.text(*middle, str(number), ha="center", va="center", fontsize=fontsize)
    if title:
        width = len(numbers[0]) * size
        ax.text(left + width / 2, top + 0.25, title, ha="center", va="bottom", fontsize=fontsize)


def frame(ax, left, top, width, height, colour, line="-"):
    """A thick frame around some squares."""
    ax.add_patch(
        Rectangle(
            (left, top - height),
            width,
            height,
            fill=False,
            edgecolor=colour,
            linewidth=3,
            linestyle=line,
            zorder=3,
        )
    )


def arrow(ax, start, end, bend=0.0):
    ax.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=14,
            color=INK,
            linewidth=1.3,
            connectionstyle=f"arc3,rad={bend}",
            zorder=4,
        )
    )


def blank(width, height, xlim, ylim):
    figure, ax = plt.subplots(figsize=(width, height))
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.axis("off")
    figure.subplots_adjust(0.01, 0.01, 0.99, 0.99)
    return figure, ax


def sliding():
    """The worked example: one window, one number."""
    figure, ax = blank(8.6, 3.1, (-0.3, 13.6), (-1.5, 3.9))
    window = {(1, 1): ORANGE, (1, 2): ORANGE, (2, 1): ORANGE, (2, 2): ORANGE}
    table(ax, 0, 3, IMAGE, window, title="image")
    table(
        ax,
        5.7,
        2.5,
        KERNEL,
        dict.fromkeys([(0, 0), (0, 1), (1, 0), (1, 1)], BLUE),
        title="kernel",
    )
    table(ax, 9.8, 2.5, correlate(IMAGE, KERNEL), {(1, 1): YELLOW}, title="result")
    ax.text(4.85, 1.5, "⋆", ha="center", va="center", fontsize=20)
    ax.text(8.75, 1.5, "=", ha="center", va="center", fontsize=18)
    ax.text(
        6.6,
        -0.85,
        "1·1 + 4·2 + 0·0 + 1·3 = 12",
        ha="center",
        va="center",
        fontsize=14,
    )
    arrow(ax, (2.0, -0.05), (4.0, -0.7), 0.15)
    arrow(ax, (9.2, -0.7), (11.3, 0.45), 0.2)
    return figure


def turned():
    """One white pixel tells convolution from cross-correlation."""
    figure, ax = blank(8.6, 2.9, (-0.2, 17.4), (-0.5, 5.4))
    impulse = [[0] * 4 for _ in range(4)]
    impulse[1][1] = 1
    kernel = [[1, 2], [3, 4]]
    shades = {(0, 0): BLUE, (0, 1): YELLOW, (1, 0): ORANGE, (1, 1): GREY}
    table(ax, 0, 4, impulse, {(1, 1): PALE}, title="one white pixel")
    table(ax, 5.4, 3, kernel, shades, title="kernel")
    same, other = [[0] * 3 for _ in range(3)], [[0] * 3 for _ in range(3)]
    same_shades, other_shades = {}, {}
    for (i, j), shade in shades.items():
        other[1 - i][1 - j], other_shades[1 - i, 1 - j] = kernel[i][j], shade
        # In "valid" mode the first window with the white pixel gives the kernel's first entry.
        same[i][j], same_shades[i, j] = kernel[i][j], shade
    table(ax, 9.0, 3.5, other, other_shades, title="cross-correlation")
    table(ax, 13.8, 3.5, same, same_shades, title="convolution")
    ax.text(10.5, 0.1, "turned by half a turn", ha="center", va="center", fontsize=11)
    ax.text(15.3, 0.1, "as it is", ha="center", va="center", fontsize=11)
    return figure


def picture():
    """A small scene: a bright house with a roof, on a dark ground, 26×26."""
    scene = [[0.15 for _ in range(26)] for _ in range(26)]
    for i in range(26):
        for j in range(26):
            if i >= 21:
                scene[i][j] = 0.4
            if 4 <= i < 11 and abs(j - 12.5) <= (i - 3) * 1.2:
                scene[i][j] = 0.65
            if 11 <= i < 21 and 6 <= j < 20:
                scene[i][j] = 0.9
            if 13 <= i < 17 and (8 <= j < 11 or 15 <= j < 18):
                scene[i][j] = 0.2
    return scene


def gallery():
    """Five kernels and what they make of one picture."""
    figure, panels = plt.subplots(2, 6, figsize=(9.4, 3.9), height_ratios=(1, 1.6))
    scene = picture()
    panels[0, 0].axis("off")
    panels[1, 0].imshow(scene, cmap="gray", vmin=0, vmax=1)
    panels[1, 0].set_title("the picture", fontsize=9)
    for column, (name, (kernel, divisor)) in enumerate(GALLERY.items(), start=1):
        top, bottom = panels[0, column], panels[1, column]
        table(top, 0, 3, kernel, {(i, j): PALE for i in range(3) for j in range(3)}, fontsize=9)
        total = sum(map(sum, kernel)) // divisor
        top.set(xlim=(-0.1, 3.1), ylim=(-0.1, 3.1), aspect="equal")
        top.axis("off")
        sixteenth = " (each / 16)" if divisor > 1 else ""
        top.text(1.5, -0.25, f"sum {total}{sixteenth}", ha="center", va="top", fontsize=9)
        answer = [[value / divisor for value in row] for row in correlate(scene, kernel)]
        low, high = (-3, 3) if total == 0 else (0, 1)
        bottom.imshow(answer, cmap="gray", vmin=low, vmax=high)
        bottom.set_title(name.replace(", ", ",\n"), fontsize=9)
    for ax in panels[1]:
        ax.set(xticks=[], yticks=[])
    figure.subplots_adjust(0.01, 0.01, 0.99, 0.97, wspace=0.12, hspace=0.12)
    return figure


def layer():
    """Padding (1, 2) and stride (2, 3) on an image of 3×5: which windows there are."""
    figure, ax = blank(8.6, 3.9, (-0.4, 15.2), (-1.3, 5.9))
    padded = [[0] * 9 for _ in range(5)]
    count = 1
    for i in range(3):
        for j in range(5):
            padded[i + 1][j + 2] = count
            count += 1
    inside = {(i, j): WHITE for i in range(1, 4) for j in range(2, 7)}
    fills = {(i, j): inside.get((i, j), PALE) for i in range(5) for j in range(9)}
    table(ax, 0, 5, padded, fills)
    colours = [BLUE, ORANGE, GREEN, "#cc79a7", "#d55e00", GREY]
    letters = "abcdef"
    answer = [list(letters[:3]), list(letters[3:])]
    shade = {}
    for number in range(6):
        i, j = divmod(number, 3)
        left, top = 3 * j, 5 - 2 * i
        frame(ax, left + 0.06, top - 0.06, 1.88, 1.88, colours[number])
        badge = {"boxstyle": "circle,pad=0.2", "facecolor": colours[number], "edgecolor": INK}
        ax.text(
            left + 1,
            top - 1,
            letters[number],
            fontsize=9,
            ha="center",
            va="center",
            bbox=badge,
            zorder=4,
        )
        shade[i, j] = colours[number]
    table(ax, 11.6, 4, answer, shade, title="result, 2×3")
    ax.text(4.5, 5.25, "image 3×5, padding (1, 2)", ha="center", va="bottom")
    ax.text(
        4.5,
        -0.3,
        "windows 2×2, stride (2, 3); the last row and column are left over",
        ha="center",
        va="top",
        fontsize=11,
    )
    return figure


def columns():
    """im2col: each window becomes a column."""
    figure, ax = blank(8.6, 3.6, (-0.4, 15.4), (-1.2, 5.4))
    image = [[1, 2, 3], [4, 5, 6]]
    table(ax, 0, 3.2, image, title="image, 2×3")
    frame(ax, 0.06, 3.14, 1.88, 1.88, ORANGE)
    frame(ax, 1.12, 3.08, 1.76, 1.76, "#0072b2", "--")
    first = {(i, 0): ORANGE for i in range(4)} | {(i, 1): BLUE for i in range(4)}
    table(ax, 11.9, 4.2, [[1, 2], [2, 3], [4, 5], [5, 6]], first, title="im2col, 4×2")
    table(
        ax,
        5.6,
        2.7,
        [["a", "b", "c", "d"]],
        {(0, j): PALE for j in range(4)},
        title="kernel as a row",
    )
    ax.text(10.75, 2.2, "@", ha="center", va="center", fontsize=18)
    arrow(ax, (3.2, 2.9), (11.7, 4.1), -0.15)
    ax.text(
        7.4,
        -0.4,
        "one row @ two columns = two outputs, one for each window",
        ha="center",
        va="center",
        fontsize=12,
    )
    return figure


def matrix():
    """conv_matrix of a 2×2 kernel on a 3×4 image."""
    figure, ax = blank(8.6, 4.2, (-3.4, 14.2), (-1.4, 7.2))
    kernel = [["a", "b"], ["c", "d"]]
    shades = {"a": BLUE, "b": YELLOW, "c": ORANGE, "d": "#cc79a7"}
    rows, fills = [], {}
    for i in range(2):
        for j in range(3):
            row = ["" for _ in range(12)]
            for m in range(2):
                for n in range(2):
                    place = (i + m) * 4 + j + n
                    row[place] = kernel[m][n]
                    fills[len(rows), place] = shades[kernel[m][n]]
            rows.append(row)
    table(ax, 1.5, 6, rows, fills)
    ax.text(7.5, 6.25, "12 pixels of a 3×4 image", ha="center", va="bottom")
    ax.text(1.2, 3, "6 outputs", ha="right", va="center", rotation=90)
    for start in (0, 4, 8):
        frame(ax, 1.5 + start, 6, 4, 6, INK)
    table(
        ax,
        -3.0,
        4,
        kernel,
        {(m, n): shades[kernel[m][n]] for m in range(2) for n in range(2)},
        title="kernel",
    )
    ax.text(
        7.5,
        -0.3,
        "empty squares are zeros; thick lines separate the rows of the image",
        ha="center",
        va="top",
        fontsize=11,
    )
    return figure


def merge():
    """Two kernels in a row, as wires: the paths to a pixel add up to the weight of one kernel."""
    figure, ax = blank(8.6, 3.0, (-3.4, 12.6), (-1.1, 3.7))
    first, second, merged = (1, 2), (1, 10), (1, 12, 20)
    pixels, hidden, top = (0.0, 2.0, 4.0), (1.0, 3.0), 2.0
    for place, x in enumerate(hidden):
        for tap, weight in enumerate(first):
            wire(ax, (pixels[place + tap], 0), (x, 1.6), weight, ORANGE)
        wire(ax, (x, 1.6), (top, 3.2), second[place], BLUE)
    for x, weight in zip(pixels, merged):
        wire(ax, (x + 8, 0), (top + 8, 3.2), weight, GREEN)
    for x, y in [*((x, 0) for x in pixels), *((x, 1.6) for x in hidden), (top, 3.2)]:
        ax.plot(x, y, "o", color=INK, markersize=9, zorder=4)
    for x, y in [*((x + 8, 0) for x in pixels), (top + 8, 3.2)]:
        ax.plot(x, y, "o", color=INK, markersize=9, zorder=4)
    for y, words in ((0, "pixels"), (0.85, "first: 1 2"), (2.4, "second: 1 10"), (3.2, "result")):
        ax.text(-0.6, y, words, ha="right", va="center", fontsize=11)
    ax.text(6.1, 1.6, "=", ha="center", va="center", fontsize=20)
    words = "1·1 = 1,   2·1 + 1·10 = 12,   2·10 = 20"
    ax.text(6, -0.75, words, ha="center", va="center", fontsize=12)
    return figure


def wire(ax, start, end, weight, colour):
    """A line with a number on it."""
    ax.plot(*zip(start, end), color=colour, linewidth=2.2, zorder=1)
    at = [a + 0.45 * (b - a) for a, b in zip(start, end)]
    ax.text(*at, str(weight), ha="center", va="center", fontsize=11, zorder=3,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": WHITE, "edgecolor": colour})  # fmt: skip


def relu():
    """The ReLU as a curve; numbers on their way forward, and a gradient on its way back."""
    figure, (curve, ax) = plt.subplots(1, 2, figsize=(8.6, 2.7), width_ratios=(1, 2.1))
    curve.plot([-3, 0, 3], [0, 0, 3], color="#0072b2", linewidth=3)
    curve.axhline(0, color=GREY, linewidth=0.8, zorder=0)
    curve.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    curve.text(-1.6, 0.25, "slope 0", ha="center", fontsize=11)
    curve.text(1.0, 2.0, "slope 1", ha="center", fontsize=11)
    curve.set(xlim=(-3, 3), ylim=(-0.7, 3), xticks=[-2, 0, 2], yticks=[0, 2], title="max(0, x)")
    before, upstream = [-2, 0.5, 3, -0.1], [4, -1, 2, 5]
    after = [max(0, x) for x in before]
    passed = [g if x > 0 else 0 for g, x in zip(upstream, before)]
    shut = dict.fromkeys([(0, 0), (0, 3)], PALE)
    table(ax, 0, 3.4, [before], shut, fontsize=11)
    table(ax, 6.6, 3.4, [after], shut, fontsize=11)
    table(ax, 6.6, 1.4, [upstream], {}, fontsize=11)
    table(ax, 0, 1.4, [passed], shut, fontsize=11)
    arrow(ax, (4.2, 2.9), (6.4, 2.9))
    arrow(ax, (6.4, 0.9), (4.2, 0.9))
    ax.text(5.3, 3.1, "forward", ha="center", va="bottom", fontsize=11)
    ax.text(5.3, 1.1, "back", ha="center", va="bottom", fontsize=11)
    for x, y, words in ((2, 3.55, "x"), (8.6, 3.55, "ReLU of x")):
        ax.text(x, y, words, ha="center", va="bottom", fontsize=11)
    for x, words in ((2, "gradient for x"), (8.6, "upstream gradient")):
        ax.text(x, 0.25, words, ha="center", va="top", fontsize=11)
    ax.set(xlim=(-0.3, 11), ylim=(-0.5, 4.2), aspect="equal")
    ax.axis("off")
    figure.tight_layout()
    return figure


def gradients():
    """Left: the outputs that looked at one pixel. Right: the pixels that one weight has met."""
    figure, ax = blank(9.2, 3.2, (-0.3, 19.6), (-1.5, 4.3))
    kernel = [["a", "b"], ["c", "d"]]
    shades = {(0, 0): BLUE, (0, 1): YELLOW, (1, 0): ORANGE, (1, 1): "#cc79a7"}
    empty = [["" for _ in range(4)] for _ in range(3)]
    pixel = [row[:] for row in empty]
    pixel[1][1] = "x"
    table(ax, 0, 3, pixel, {(1, 1): GREY}, title="image")
    looked = [["" for _ in range(3)] for _ in range(2)]
    fills = {}
    for (m, n), shade in shades.items():
        looked[1 - m][1 - n], fills[1 - m, 1 - n] = f"{kernel[m][n]}·x", shade
    table(ax, 5.4, 2.5, looked, fills, title="result", fontsize=11)
    ax.text(
        4.3, -0.75, "pixel x has a share in four outputs", ha="center", va="center", fontsize=11
    )
    table(ax, 9.2, 2.5, kernel, shades, title="kernel")
    met = {(i, j + 1): YELLOW for i in range(2) for j in range(3)}
    numbers = [row[:] for row in empty]
    for (i, j), number in zip(met, range(1, 7)):
        numbers[i][j] = number
    table(ax, 12.0, 3, numbers, met, title="image")
    outputs = [[f"b·{3 * i + j + 1}" for j in range(3)] for i in range(2)]
    table(ax, 16.4, 2.5, outputs, {(i, j): YELLOW for i in range(2) for j in range(3)},
          title="result", fontsize=11)  # fmt: skip
    ax.text(15.4, -0.75, "weight b meets one pixel for each output", ha="center", va="center",
            fontsize=11)  # fmt: skip
    return figure


def experiments():
    """What was measured: a kernel that is learned, and two layers with and without a ReLU."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9.2, 3.3), layout="constrained")
    learned = [r for r in measured("learn_kernel.csv") if r["picture"] == "without its mean"]
    for name, colour, words in (
        ("loss", "#0072b2", "loss"),
        ("furthest off", "#d55e00", "weight that is furthest off"),
    ):
        curves = by_seed(learned, name, last=400)
        for number, curve in enumerate(curves):
            left.semilogy(*curve, color=colour, linewidth=0.7, label=words if not number else None)
    left.set(xlabel="step", title="learn_kernel.py: 20 random starts")
    left.legend(fontsize=9)
    layers = measured("two_layers.csv")
    for between, colour in (("nothing", "#d55e00"), ("relu", "#0072b2")):
        rows = [r for r in layers if r["between"] == between]
        for curve in by_seed(rows, "not explained", last=600):
            right.semilogy(*curve, color=colour, linewidth=0.8)
    right.set(xlabel="step", ylabel="share not explained", title="two_layers.py: 20 random starts")
    right.text(600, 2, "nothing between", color="#d55e00", ha="right", va="bottom", fontsize=10)
    right.text(330, 0.09, "a ReLU between", color="#0072b2", ha="left", va="bottom", fontsize=10)
    return figure


def measured(name):
    """The rows that measured/measure.py has written."""
    with (Path(__file__).parent / "measured" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def by_seed(rows, name, last):
    """One curve (steps, values) for each random start."""
    for seed in sorted({int(row["seed"]) for row in rows}):
        own = [row for row in rows if int(row["seed"]) == seed and int(row["step"]) <= last]
        steps = {10, 20, *range(0, last, 40), int(own[-1]["step"])}  # a light picture
        own = [row for row in own if int(row["step"]) in steps]
        yield [int(row["step"]) for row in own], [float(row[name]) for row in own]


DRAWINGS = {
    "sliding.svg": sliding,
    "turned.svg": turned,
    "gallery.png": gallery,
    "layer.svg": layer,
    "columns.svg": columns,
    "merge.svg": merge,
    "relu.svg": relu,
    "gradients.svg": gradients,
    "experiments.svg": experiments,
    "matrix.svg": matrix,
}


def rounded(svg: bytes) -> bytes:
    """To a hundredth of a point: the handout carries each picture inside."""
    return re.sub(
        rb' (?:d|x|y|x1|x2|y1|y2)="[^"]*"|translate\([^)]*\)',
        lambda place: re.sub(rb"(\.\d\d)\d+", rb"\1", place[0]),
        svg,
    )


if __name__ == "__main__":
    look_of = {"dpi": 110, "facecolor": "white"}
    write(PICTURES, DRAWINGS, mend=rounded, png=look_of, **look_of)
