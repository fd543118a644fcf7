"""Draws what your `flatten.py` counts: `python look.py`, or `python look.py --save FILE.png`.

What is not written yet shows, in pale colours, what is to come.
"""

import argparse
import importlib
import os
import sys
import textwrap
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import torch

NAME = "flatten"
SIDES = (8, 16, 32, 64, 128, 224)
WAYS = (("dense", "#d55e00", "s"), ("local", "#0072b2", "o"), ("conv", "#009e73", "^"))
PALE = "#fbe3d4"


# ------------------------------------------------------------------- one panel each


def by_size(ax, student):
    """The three layers against the size of the image, as layer_table counts them."""
    tables = [student.layer_table(side, side, 5) for side in SIDES]
    for key, colour, marker in WAYS:
        counts = [float(table[key]) for table in tables]
        ax.plot(SIDES, counts, color=colour, marker=marker, label=key)
        ax.annotate(
            f"{tables[-1][key]:,}",
            (SIDES[-1], counts[-1]),
            (6, -3),
            textcoords="offset points",
            fontsize=8,
        )
    ax.set(xscale="log", yscale="log", xlim=(7, 900), xlabel="side of the image, in pixels")
    ax.set_xticks(SIDES, [str(side) for side in SIDES])
    ax.set_xticks([], minor=True)
    ax.legend(fontsize=8, loc="upper left")


def famous_layers(ax, student):
    """Layers with a name, as bars: each asks one function."""
    rows = [
        ("photo, flattened", lambda: student.flatten_count(224, 224, 3), WAYS[0][1]),
        ("photo → 1000, dense", lambda: student.dense_params(150_528, 1000), WAYS[0][1]),
        ("digit → 1000, dense", lambda: student.dense_params(784, 1000), WAYS[0][1]),
        ("64×64, local 5×5", lambda: student.local_params(64, 64, 5), WAYS[1][1]),
        ("AlexNet's first conv", lambda: student.conv_params(3, 96, 11), WAYS[2][1]),
        ("32 kernels of 3×3", lambda: student.conv_params(1, 32, 3), WAYS[2][1]),
    ]
    failures = []
    for row, (_, count, colour) in enumerate(rows):
        try:
            number = count()
            ax.barh(row, float(number), left=1, color=colour)
            ax.text(max(float(number), 1) * 1.6, row, f"{number:,}", va="center", fontsize=8)
        except Exception as error:
            failures.append(error)
            ax.text(1.6, row, one_line(error, 40), va="center", fontsize=8, color="#777777")
    if len(failures) == len(rows):
        raise failures[0]
    ax.set(xscale="log", xlim=(1, 1e11), ylim=(len(rows) - 0.4, -0.6))
    ax.set_yticks(range(len(rows)), [name for name, _, _ in rows], fontsize=8)


def risks(ax, student):
    """A dense layer on digits, with more and more examples."""
    examples = [10**power for power in range(3, 8)]
    tone = {"high": WAYS[0][1], "medium": "#e69f00", "low": WAYS[2][1]}
    for number in examples:
        ratio, word = student.overfit_risk(785_000, number)
        ax.plot(number, ratio, "o", color=tone.get(word, "#777777"), markersize=9)
        ax.annotate(
            f"{word}, {ratio:.3g}", (number, ratio), (9, -3), textcoords="offset points", fontsize=8
        )
    for limit in (1, 10):
        ax.axhline(limit, color="#999999", linestyle="--", linewidth=1)
    ax.set(xscale="log", yscale="log", xlim=(600, 2e8), ylim=(0.03, 3000))
    ax.set_xlabel("training examples")


def shuffled(ax, student):
    """One output's weights, a picture of a ring, before and after a shuffle."""
    y, x = torch.meshgrid(torch.arange(12.0), torch.arange(12.0), indexing="ij")
    ring = ((((y - 5.5) ** 2 + (x - 5.5) ** 2).sqrt() - 4).abs() < 1).float()
    perm = torch.randperm(144, generator=torch.Generator().manual_seed(7))
    moved = student.shuffle_weights(ring.reshape(1, 144), perm).reshape(12, 12)
    gap = torch.full((12, 2), float("nan"))
    ax.imshow(torch.cat([ring, gap, moved.float()], 1), cmap="gray_r", vmin=0, vmax=1)
    before = float(ring.sum())
    after = float(moved.reshape(-1) @ ring.reshape(-1)[perm])
    same = "the same answer" if before == after else "another answer!"
    ax.set_xlabel(f"ring: {before:g}, shuffled ring: {after:g}: {same}", fontsize=9)
    ax.set_xticks([])
    ax.set_yticks([])


PANELS = (
    ("layer_table: weights, windows of 5×5", by_size),
    ("inputs and parameters", famous_layers),
    ("overfit_risk: 785,000 parameters", risks),
    ("shuffle_weights: before and after", shuffled),
)


# ------------------------------------------------------------------- around the panels


def one_line(error, width):
    """An error as one short line."""
    if isinstance(error, NotImplementedError):
        return "not written yet"
    return textwrap.shorten(f"{type(error).__name__}: {error}", width, placeholder="…")


def to_come(ax, title, margins):
    """This panel of the finished picture, pale, until the function for it is written."""
    box = ax.get_subplotspec().get_position(ax.figure)
    left, bottom, right, top = (
        box.x0 - margins[0], box.y0 - margins[1], box.x1 + margins[2], box.y1 + margins[3]
    )  # fmt: skip
    ax.set_visible(False)
    pale = ax.figure.add_axes((left, bottom, right - left, top - bottom), frame_on=False)
    pale.set(xticks=[], yticks=[])
    path = Path(__file__).resolve().parent / "pictures" / "look.png"
    if path.is_file():
        finished = plt.imread(path)
        height, width = finished.shape[:2]
        rows = slice(round((1 - top) * height), round((1 - bottom) * height))
        columns = slice(round(left * width), round(right * width))
        pale.imshow(finished[rows, columns], aspect="auto", alpha=0.35)
    pale.text(0.5, 0.5, title, ha="center", va="center", weight="bold", transform=pale.transAxes)


def filled(ax, title, draw, student):
    """One panel: drawn, still to come, or with a sentence about what went wrong."""
    try:
        draw(ax, student)
        ax.set_title(title)
    except NotImplementedError as error:
        ax.clear()
        to_come(ax, "to come", (0.125, 0.07, 0.05, 0.045))
        print(f"to come: {title} ({str(error).rstrip('.')})")
    except Exception as error:
        ax.clear()
        ax.set_facecolor(PALE)
        ax.set(xticks=[], yticks=[], title=title)
        words = textwrap.fill(one_line(error, 160), 34)
        ax.text(0.5, 0.5, words, ha="center", va="center", transform=ax.transAxes, fontsize=9)


def drawn(student):
    """All four panels."""
    figure, axes = plt.subplots(2, 2, figsize=(11, 8))
    figure.subplots_adjust(left=0.15, right=0.94, bottom=0.08, top=0.95, wspace=0.42, hspace=0.28)
    for ax, (title, draw) in zip(axes.flat, PANELS):
        filled(ax, title, draw, student)
    return figure


def load():
    """The student's module, from the folder of this file."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    try:
        return importlib.import_module(NAME)
    except ModuleNotFoundError as error:
        if error.name == NAME:
            sys.exit(f"There is no {NAME}.py beside look.py. Put your file there.")
        sys.exit(f"{NAME}.py cannot be imported: {error}")
    except SyntaxError as error:
        sys.exit(f"{NAME}.py, line {error.lineno}: Python cannot read this: {error.msg}")
    except Exception as error:
        sys.exit(f"{NAME}.py cannot be imported: {one_line(error, 200)}")


def has_display():
    """Whether a window can be shown."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    return matplotlib.get_backend().lower() != "agg"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", metavar="FILE.png", help="save the picture, show no window")
    chosen = parser.parse_args().save
    student = load()
    figure = drawn(student)
    if chosen or not has_display():
        name = chosen or "look.png"
        figure.savefig(name, dpi=110)
        print(f"Saved {name}. Open it to see what your functions do.")
    else:
        plt.show()


if __name__ == "__main__":
    main()
