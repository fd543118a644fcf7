"""Draws the pictures of the handout: `python figures.py`; `--check` tells whether they are new."""

import sys
from pathlib import Path

import matplotlib.pyplot as plt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from figure_files import set_style, write

PICTURES = Path(__file__).resolve().parent / "pictures"
SOLUTION = PICTURES.parents[2] / "solutions" / PICTURES.parent.name
INK, GREY, PALE = "#222222", "#999999", "#eeeeee"
BLUE, ORANGE, GREEN = "#0072b2", "#d55e00", "#009e73"
set_style("01_flatten")


def three_layers():
    """Five pixels, five outputs, wired in three ways."""
    figure, panels = plt.subplots(1, 3, figsize=(9, 2.9))
    dense = [(pixel, output) for output in range(5) for pixel in range(5)]
    near = [(output + step, output) for output in range(5) for step in (-1, 0, 1)]
    shared = {-1: (BLUE, "-"), 0: (ORANGE, "--"), 1: (GREEN, ":")}
    for ax, title, lines, note in (
        (panels[0], "dense", dense, "25 lines, 25 weights"),
        (panels[1], "locally connected", near, "15 lines, 15 weights"),
        (panels[2], "convolution", near, "15 lines, 3 weights:\none for each colour"),
    ):
        for pixel, output in lines:
            kind = shared[pixel - output] if title == "convolution" else (GREY, "-")
            ax.plot([pixel, output], [0, 1], color=kind[0], linestyle=kind[1], linewidth=1.8)
        for place in range(5):
            ax.plot(place, 0, "s", color=INK, markersize=13)
            ax.plot(place, 1, "o", color="white", markeredgecolor=INK, markersize=13)
        for place in (-1, 5) if title != "dense" else ():
            ax.plot(place, 0, "s", color="white", markeredgecolor=GREY, markersize=13)
            ax.text(place, -0.01, "0", ha="center", va="center", fontsize=9)
        ax.set_title(title)
        ax.text(2, -0.3, note, ha="center", va="top", fontsize=10)
        ax.set(xlim=(-1.4, 5.4), ylim=(-0.8, 1.2))
        ax.axis("off")
    panels[0].text(-0.6, 0, "pixels", ha="right", va="center", fontsize=10)
    panels[0].text(-0.6, 1, "outputs", ha="right", va="center", fontsize=10)
    return figure


def flattening():
    """A 2×3 colour image becomes a row of 18 numbers."""
    figure, ax = plt.subplots(figsize=(8.6, 2.6))
    place = 0
    for channel, (name, colour) in enumerate((("red", ORANGE), ("green", GREEN), ("blue", BLUE))):
        left = channel * 4.2
        ax.text(left + 1.5, 5.25, name, ha="center", fontsize=10)
        for row in range(2):
            for column in range(3):
                cell(ax, left + column, 4 - row, 1, str(place), colour)
                cell(ax, place * 0.66, 0, 0.66, str(place), colour)
                place += 1
    ax.annotate("", (5.9, 0.95), (5.9, 2.75), arrowprops={"arrowstyle": "->", "color": INK})
    ax.text(6.15, 1.85, "flatten", va="center")
    ax.text(12.6, 4, "2 rows × 3 columns\n× 3 channels", va="center", fontsize=10)
    ax.text(12.2, 0.33, "18 inputs", va="center", fontsize=10)
    ax.set(xlim=(-0.1, 16.2), ylim=(-0.2, 5.8), aspect="equal")
    ax.axis("off")
    return figure


def cell(ax, x, y, size, text, colour):
    """A square with a number in it."""
    ax.add_patch(plt.Rectangle((x, y), size, size, facecolor="white", edgecolor=colour, lw=2))
    ax.text(x + size / 2, y + size / 2, text, ha="center", va="center", fontsize=9)


def weights_by_size():
    """The three counts against the side of the image, on a scale of powers of ten."""
    figure, ax = plt.subplots(figsize=(7, 3.6))
    sides = [8, 16, 32, 64, 128, 224]
    for name, colour, marker, count in (
        ("dense", ORANGE, "s", lambda side: side**4),
        ("locally connected", BLUE, "o", lambda side: side**2 * 25),
        ("convolution", GREEN, "^", lambda side: 25),
    ):
        counts = [count(side) for side in sides]
        ax.plot(sides, counts, color=colour, marker=marker, linewidth=2)
        ax.text(240, counts[-1], name, color=INK, va="center")
    ax.set(xscale="log", yscale="log", xlim=(7, 800), ylim=(5, 2e10))
    ax.set_xticks(sides, [str(side) for side in sides])
    ax.set_xticks([], minor=True)
    ax.set_yticks(
        [10**n for n in range(1, 11, 3)], ["10", "10 thousand", "10 million", "10 billion"]
    )
    ax.set_yticks([], minor=True)
    ax.set_xlabel("side of the image, in pixels")
    ax.set_title("weights from one channel to one of the same size, windows of 5×5", fontsize=11)
    ax.grid(color=PALE)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    return figure


def groups():
    """Four channels in, six out: connections without groups and with two."""
    figure, panels = plt.subplots(1, 2, figsize=(7.4, 2.9))
    for ax, count in zip(panels, (1, 2)):
        for source in range(4):
            for target in range(6):
                mine, theirs = source // (4 // count), target // (6 // count)
                if mine == theirs:
                    colour = GREY if count == 1 else (BLUE, ORANGE)[mine]
                    ax.plot([source + 1, target], [0, 1], color=colour, linewidth=1.5)
        for source in range(4):
            ax.plot(source + 1, 0, "s", color=INK, markersize=13)
        for target in range(6):
            ax.plot(target, 1, "o", color="white", markeredgecolor=INK, markersize=13)
        lines = 24 // count
        name = "no groups" if count == 1 else "two groups"
        ax.set_title(f"{name}: {lines} connections")
        ax.set(xlim=(-0.5, 5.5), ylim=(-0.2, 1.2))
        ax.axis("off")
    panels[0].text(-0.7, 0, "4 channels in", ha="right", va="center", fontsize=10)
    panels[0].text(-0.7, 1, "6 channels out", ha="right", va="center", fontsize=10)
    return figure


def shuffle():
    """An image and its weights, before and after a shuffle."""
    figure, panels = plt.subplots(1, 2, figsize=(7.4, 2.4))
    names, values = "abc", (10, 20, 30)
    colours = (BLUE, ORANGE, GREEN)
    for ax, order, title in (
        (panels[0], (0, 1, 2), "before"),
        (panels[1], (2, 0, 1), "after, with perm = [2, 0, 1]"),
    ):
        for place, source in enumerate(order):
            cell(ax, place * 1.4, 1.3, 1, names[source], colours[source])
            cell(ax, place * 1.4, 0, 1, str(values[source]), colours[source])
        row = " + ".join(f"{values[source]}{names[source]}" for source in order)
        ax.text(1.9, -0.55, row, ha="center", fontsize=10)
        ax.set_title(title)
        ax.set(xlim=(-0.2, 4.2), ylim=(-0.8, 2.5), aspect="equal")
        ax.axis("off")
    panels[0].text(-0.4, 1.8, "pixels", ha="right", va="center", fontsize=10)
    panels[0].text(-0.4, 0.5, "weights", ha="right", va="center", fontsize=10)
    return figure


def window_matrix():
    """The weights of six outputs for six pixels, in the three steps from dense to convolution."""
    figure, panels = plt.subplots(1, 3, figsize=(9, 3.2))
    steps = (
        ("dense", "36 weights"),
        ("step 1: a window", "16 weights"),
        ("step 2: the same window", "3 weights"),
    )
    for number, (ax, (title, note)) in enumerate(zip(panels, steps)):
        for row in range(6):
            for column in range(6):
                tap = column - row
                near = abs(tap) < 2
                fill = PALE if number == 0 else "white"
                if near:
                    fill = (PALE, "#f3c9a8", ("#f3c9a8", "#a8cbe3", "#a9dcc6")[tap + 1])[number]
                ax.add_patch(
                    plt.Rectangle((column, 5 - row), 1, 1, facecolor=fill, edgecolor=GREY, lw=0.7)
                )
                text = f"{row}{column}" if number < 2 else "abc"[tap + 1] if near else ""
                if number == 0 or near:
                    ax.text(column + 0.5, 5.5 - row, text, ha="center", va="center", fontsize=9)
                else:
                    ax.text(column + 0.5, 5.5 - row, "0", ha="center", va="center", color=GREY)
        ax.set_title(title, fontsize=11)
        ax.text(3, -0.55, note, ha="center", va="center", fontsize=10)
        ax.set(xlim=(-0.2, 6.2), ylim=(-1, 6.1), aspect="equal")
        ax.axis("off")
    panels[0].text(-0.4, 3, "outputs", rotation=90, ha="right", va="center", fontsize=10)
    return figure


def look():
    """What look.py draws for the reference: it shows students what is to come."""
    sys.path[:0] = [str(PICTURES.parent), str(SOLUTION)]
    import flatten
    import look

    return look.drawn(flatten)


FIGURES = (three_layers, window_matrix, flattening, weights_by_size, groups, shuffle)

if __name__ == "__main__":
    drawings = {f"{draw.__name__}.svg": draw for draw in FIGURES} | {"look.png": look}
    no_names = {"Date": None, "Creator": None}
    look_of = {"metadata": no_names, "bbox_inches": "tight", "pad_inches": 0.08}
    write(PICTURES, drawings, png={"dpi": 60}, **look_of)
