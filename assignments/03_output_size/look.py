"""Draws what `output_size.py` works out: `python look.py`, or `python look.py --save FILE.png`."""

import argparse
import importlib
import os
import sys
import textwrap
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

NAME = "output_size"
BLUE, ORANGE, GREEN, GREY, PALE = "#0072b2", "#d55e00", "#009e73", "#999999", "#e8e8e8"
COLOURS = {"conv": BLUE, "pool": ORANGE, "dense": GREEN}
IMAGE = (1, 32, 32)
LENET = [
    {"type": "conv", "out_channels": 6, "kernel": 5},
    {"type": "relu"},
    {"type": "pool", "kernel": 2},
    {"type": "conv", "out_channels": 16, "kernel": 5},
    {"type": "relu"},
    {"type": "pool", "kernel": 2},
    {"type": "flatten"},
    {"type": "dense", "out_features": 120},
    {"type": "dense", "out_features": 84},
    {"type": "dense", "out_features": 10},
    {"type": "softmax"},
]


def said(layer):
    """A layer in two words."""
    size = layer.get("kernel") or layer.get("out_features") or ""
    return f"{layer['type']} {size}".strip()


# ------------------------------------------------------------------- one panel each


def boxes(ax, student):
    """LeNet as boxes, one for each shape that trace_shapes gives."""
    shapes = [IMAGE, *student.trace_shapes(IMAGE, LENET)]
    names = ["image", *(said(layer) for layer in LENET)]
    kinds = ["image", *(layer["type"] for layer in LENET)]
    for place, (shape, name, kind) in enumerate(zip(shapes, names, kinds)):
        high = shape[1] / 36 if len(shape) == 3 else min(0.9, 0.1 + shape[0] / 500)
        wide = shape[2] / 36 if len(shape) == 3 else 0.12
        colour = COLOURS.get(kind, GREY)
        for copy in range(min(4, shape[0]) if len(shape) == 3 else 1):
            corner = (place - wide / 2 + copy * 0.04, -high / 2 + copy * 0.04)
            ax.add_patch(Rectangle(corner, wide, high, facecolor="white", edgecolor=colour, lw=1.5))
        ax.text(place, 0.75, " × ".join(map(str, shape)), rotation=55, fontsize=8, ha="center")
        ax.text(place, -0.7, name, rotation=55, fontsize=8, ha="center", va="top")
    ax.set(xlim=(-0.7, len(shapes) - 0.2), ylim=(-2.6, 2.8), aspect="equal")
    ax.axis("off")


def field(ax, student):
    """How much of the image one place sees after each layer."""
    ax.add_patch(Rectangle((0, 0), 32, 32, facecolor=PALE, edgecolor=GREY))
    end = next(i for i, layer in enumerate(LENET) if layer["type"] == "flatten")
    fields = {}  # each new field, with the layer that brought it
    for count in range(end + 1):
        side = student.receptive_field(LENET[:count])
        fields.setdefault(side, LENET[count - 1] if count else {"type": "one pixel"})
    for place, (side, layer) in enumerate(sorted(fields.items(), key=lambda item: -item[0])):
        low, colour = 16 - side / 2, COLOURS.get(layer["type"], GREY)
        ax.add_patch(Rectangle((low, low), side, side, facecolor="none", edgecolor=colour, lw=2))
        ax.annotate(
            f"{said(layer)}: {side}",
            (16 + side / 2, low),
            (34, 4 + 5 * place),
            va="center",
            color=colour,
            arrowprops={"arrowstyle": "-", "color": colour, "lw": 0.8},
        )
    ax.set(xlim=(-1, 50), ylim=(33, -1), aspect="equal", xticks=[], yticks=[])


def windows(ax, student):
    """Where the windows stand on a padded row of nine, for a few layers."""
    rows = [
        ("conv 3", 3, 1, 0, lambda: student.torch_output_size(9, 3)),
        (
            "conv 3, same padding",
            3,
            1,
            None,
            lambda: student.torch_output_size(9, 3, 1, student.same_padding(3)),
        ),
        ("conv 4, stride 2", 4, 2, 0, lambda: student.torch_output_size(9, 4, 2)),
        ("pool 2", 2, 2, 0, lambda: student.pool_output_size(9, 2)),
        ("pool 2, ceil mode", 2, 2, 0, lambda: student.pool_output_size(9, 2, ceil_mode=True)),
    ]
    failures = []
    for row, (name, kernel, stride, padding, count) in enumerate(rows):
        y = 2.2 * row
        for place in range(9):
            ax.add_patch(Rectangle((place, y), 1, 0.5, facecolor="#d0d0d0", edgecolor=GREY))
        try:
            if padding is None:
                padding = student.same_padding(kernel)
            number = count()
        except Exception as error:
            failures.append(error)
            ax.text(12, y + 0.2, f"{name}: {one_line(error, 34)}", fontsize=9, color="#777777")
            continue
        for place in (*range(-padding, 0), *range(9, 9 + padding)):
            ax.add_patch(Rectangle((place, y), 1, 0.5, facecolor="white", edgecolor=GREY))
        for place in range(min(number, 30)):
            start = place * stride - padding
            bar = y - 0.25 - 0.22 * (place % 4)
            ax.plot(
                [start + 0.1, start + kernel - 0.1],
                [bar, bar],
                lw=3,
                solid_capstyle="butt",
                color=(BLUE, ORANGE)[place % 2],
            )
        ax.text(12, y + 0.2, f"{name}: {number}", fontsize=9)
    if len(failures) == len(rows):
        raise failures[0]
    ax.set(xlim=(-2, 26), ylim=(2.2 * len(rows) - 1, -1.4), xticks=[], yticks=[])


def cost(ax, student):
    """Parameters and multiply-accumulates, layer by layer."""
    shown = [i for i, layer in enumerate(LENET) if layer["type"] in ("conv", "dense")]
    totals = [student.count_cost(IMAGE, LENET[:count]) for count in range(len(LENET) + 1)]
    for row, index in enumerate(shown):
        for part, (offset, colour) in enumerate(((-0.2, GREEN), (0.2, BLUE))):
            own = totals[index + 1][part] - totals[index][part]
            ax.barh(row + offset, own, height=0.38, color=colour)
            ax.text(own, row + offset, f" {own:,}", va="center", fontsize=8)
    ax.set_yticks(range(len(shown)), [said(LENET[index]) for index in shown])
    ax.set(xlim=(0, 300_000), ylim=(len(shown) - 0.4, -0.6), xticks=[])
    params, macs = totals[-1]
    ax.set_xlabel(f"green: {params:,} parameters in all; blue: {macs:,} multiply-accumulates")


PANELS = (
    ("trace_shapes: LeNet", boxes),
    ("receptive_field: what one place sees of 32 × 32 pixels", field),
    ("sizes: a row of 9 pixels", windows),
    ("count_cost: LeNet, layer by layer", cost),
)


# ------------------------------------------------------------------- around the panels


def one_line(error, width):
    """An error as one short line."""
    if isinstance(error, NotImplementedError):
        return "not written yet"
    return textwrap.shorten(f"{type(error).__name__}: {error}", width, placeholder="…")


def filled(ax, title, draw, student):
    """One panel; what cannot be drawn says so on grey."""
    try:
        draw(ax, student)
        ax.set_title(title)
    except Exception as error:
        ax.clear()
        ax.set_facecolor(PALE)
        ax.set(xticks=[], yticks=[], title=title)
        words = textwrap.fill(one_line(error, 160), 34)
        ax.text(0.5, 0.5, words, ha="center", va="center", transform=ax.transAxes, fontsize=9)


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
    figure, axes = plt.subplots(2, 2, figsize=(12, 8.5), layout="constrained")
    for ax, (title, draw) in zip(axes.flat, PANELS):
        filled(ax, title, draw, student)
    if chosen or not has_display():
        name = chosen or "look.png"
        figure.savefig(name, dpi=110)
        print(f"Saved {name}. Open it to see what your functions do.")
    else:
        plt.show()


if __name__ == "__main__":
    main()
