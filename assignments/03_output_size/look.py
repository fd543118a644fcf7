"""Draws what `output_size.py` works out; what is not written yet is drawn pale.

python look.py                     everything
python look.py --image FILE.png    with a picture of your own
python look.py --save FILE.png     write a picture, open no window
python look.py --live              the handout's page, its figures drawn by your functions too
"""

import sys
from functools import partial
from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from matplotlib.patches import Rectangle
from torch import Tensor

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "kit"))

from autograder.student import drawing  # noqa: E402
from autograder.student.live import show_live  # noqa: E402

BLUE, ORANGE, GREEN, GREY = "#0072b2", "#d55e00", "#009e73", "#999999"
COLOURS = {"conv": BLUE, "pool": ORANGE, "dense": GREEN}
PALENESS = 0.25
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

# For each function, how numbers that the handout's page sends become its arguments.
LIVE = {
    "conv_output_size": lambda size, kernel, stride, padding: (size, kernel, stride, padding),
    "torch_output_size": lambda size, kernel, stride, padding, dilation: (
        *(size, kernel, stride, padding, dilation),
    ),
    "receptive_field": lambda layers: (layers,),
}


class ToCome:
    """What a panel shows while yours is not written: LeNet's figures, and PyTorch's two layers."""

    # After each number of layers, from none to all; tests compare them with the reference.
    SHAPES = (
        *((6, 28, 28), (6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 10, 10), (16, 5, 5)),
        *((400,), (120,), (84,), (10,), (10,)),
    )
    FIELDS = (1, 5, 5, 6, 14, 14, 16)
    PARAMETERS = (0, *[156] * 3, *[2_572] * 4, 50_692, 60_856, 61_706, 61_706)
    WORK = (0, *[117_600] * 3, *[357_600] * 4, 405_600, 415_680, 416_520, 416_520)

    @classmethod
    def trace_shapes(cls, input_shape, layers):
        return cls.SHAPES[: len(layers)]

    @classmethod
    def receptive_field(cls, layers):
        return cls.FIELDS[len(layers)]

    @classmethod
    def count_cost(cls, input_shape, layers):
        return cls.PARAMETERS[len(layers)], cls.WORK[len(layers)]

    relu = staticmethod(torch.relu)
    max_pool2d = staticmethod(F.max_pool2d)


def house() -> Tensor:
    """A house on a dark ground, 20 rows by 28 columns."""
    x = torch.full((20, 28), 0.15)
    x[16:] = 0.4
    for row in range(2, 8):
        x[row, 14 - row : 13 + row] = 0.65
    x[8:16, 7:20] = 0.9
    x[10:13, 9:12] = x[10:13, 15:18] = 0.2
    return x


def own_picture(path: str) -> Tensor:
    """A picture from a file: gray, from 0 to 1, its longer side 64 pixels."""
    pixels = torch.from_numpy(drawing.gray_picture(path))
    size = [max(8, round(side * 64 / max(pixels.shape))) for side in pixels.shape]
    return F.interpolate(pixels[None, None], size=size, mode="area")[0, 0]


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
        ax.text(place, 0.75, "×".join(map(str, shape)), rotation=55, fontsize=8, ha="center")
        ax.text(place, -0.7, name, rotation=55, fontsize=8, ha="center", va="top")
    ax.set(xlim=(-0.7, len(shapes) - 0.2), ylim=(-2.6, 2.8), aspect="equal")
    ax.axis("off")


def field(ax, student):
    """How much of the image one position sees after each layer."""
    ax.add_patch(Rectangle((0, 0), 32, 32, facecolor="#e8e8e8", edgecolor=GREY))
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
    """Where the windows stand on a padded row of nine, for a few layers; the last entry is due."""
    rows = [
        ("conv 3", 3, 1, 0, lambda: student.torch_output_size(9, 3), 7),
        ("conv 3, same padding", 3, 1, None, lambda: student.torch_output_size(9, 3, 1, 1), 9),
        ("conv 4, stride 2", 4, 2, 0, lambda: student.torch_output_size(9, 4, 2), 3),
        ("pool 2", 2, 2, 0, lambda: student.pool_output_size(9, 2), 4),
        ("pool 2, ceil mode", 2, 2, 0, lambda: student.pool_output_size(9, 2, ceil_mode=True), 5),
    ]
    for row, (name, kernel, stride, padding, count, due) in enumerate(rows):
        y, strength = 2.2 * row, 1.0
        try:
            padding = student.same_padding(kernel) if padding is None else padding
            number = count()
            words = f"{name}: {number}"
        except NotImplementedError:
            padding, number = (1 if padding is None else padding), due
            words, strength = f"{name}: to come", PALENESS
        except Exception as error:
            ax.text(
                12, y + 0.2, f"{name}: {drawing.one_line(error, 34)}", fontsize=9, color="#777777"
            )
            continue
        for place in range(-padding, 9 + padding):
            fill = "#d0d0d0" if 0 <= place < 9 else "white"
            box = Rectangle((place, y), 1, 0.5, facecolor=fill, edgecolor=GREY, alpha=strength)
            ax.add_patch(box)
        for place in range(min(number, 30)):
            start = place * stride - padding
            bar = y - 0.25 - 0.22 * (place % 4)
            ax.plot(
                [start + 0.1, start + kernel - 0.1],
                [bar, bar],
                lw=3,
                solid_capstyle="butt",
                color=(BLUE, ORANGE)[place % 2],
                alpha=strength,
            )
        ax.text(12, y + 0.2, words, fontsize=9)
    ax.set(xlim=(-2, 26), ylim=(2.2 * len(rows) - 1, -1.4), xticks=[], yticks=[])


def on_its_way(picture, ax, student):
    """What a kernel for vertical edges answers, then your ReLU, then your max pooling."""
    sobel = torch.tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
    answer = F.conv2d(picture[None, None], sobel[None, None])[0]
    limit, left = float(answer.abs().max()), 0.0
    steps = [("answers of a kernel", answer), ("ReLU", student.relu(answer))]
    steps.append(("max pooling by 2", student.max_pool2d(steps[-1][1], 2)))
    wide, high = answer.shape[-1], answer.shape[-2]
    for name, maps in steps:
        extent = (left, left + wide, high, 0)
        ax.imshow(maps[0], cmap="PuOr", vmin=-limit, vmax=limit, extent=extent)
        ax.text(left + wide / 2, -0.06 * high, name, ha="center", fontsize=9)
        shape = "×".join(map(str, maps.shape))
        ax.text(left + wide / 2, 1.12 * high, shape, ha="center", fontsize=9)
        left += 1.1 * wide
    ax.set(xlim=(0, left), ylim=(1.3 * high, -0.2 * high), xticks=[], yticks=[])


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
    ("receptive_field: what one position sees of 32×32 pixels", field),
    ("sizes: a row of 9 pixels", windows),
    ("count_cost: LeNet, layer by layer", cost),
    ("relu and max_pool2d: a picture on its way", on_its_way),
)


# ------------------------------------------------------------------- around the panels


def pale(draw, title, ax):
    """The panel as it will be, until the function for it is written."""
    draw(ax, ToCome)
    for artist in (*ax.patches, *ax.lines, *ax.images):
        artist.set_alpha(PALENESS)
    ax.set_title(f"to come: {title}")


def main():
    options = drawing.arguments(__doc__, picture=True, page=True).parse_args()
    if options.live:
        return show_live(HERE, LIVE)
    student = drawing.student_module(HERE, "output_size.py")
    picture = own_picture(options.image) if options.image else house()
    figure, axes = plt.subplot_mosaic("AB;CD;EE", figsize=(12, 12.5), layout="constrained")
    for ax, (title, draw) in zip(axes.values(), PANELS):
        draw = partial(draw, picture) if draw is on_its_way else draw
        drawing.panel(ax, partial(draw, student=student), partial(pale, draw, title), title)
    drawing.finish(figure, options.save)


if __name__ == "__main__":
    main()
