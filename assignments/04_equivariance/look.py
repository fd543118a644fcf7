"""Draws what your `equivariance.py` sees.

python look.py                  opens a window, or saves look.png where there is none
python look.py --save FILE.png  saves the picture there
python look.py --image FILE     shifts a picture of your own (PNG or JPEG) in place of the cat
python look.py --live           the handout's page, its figures drawn by your functions too

What is not written yet shows, in pale colours, what is to come.
"""

import sys
from functools import partial
from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from matplotlib.patches import Rectangle

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "kit"))

from autograder.student import drawing  # noqa: E402
from autograder.student.live import show_live  # noqa: E402

SHIFTS = (1, 2, 4)
BLUE, ORANGE = "#0072b2", "#d55e00"
EDGES = torch.tensor([[[[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]]])


def picture(row=4, column=5, size=(20, 28)):
    """A cat's head before a striped wall."""
    head = torch.zeros(11, 13)
    head[3:, 1:12] = 1.0
    head[0:3, 1:3], head[0:3, 10:12] = 1.0, 1.0
    head[5:7, 3:5], head[5:7, 8:10], head[8, 6] = 0.0, 0.0, 0.4
    wall = 0.25 + 0.1 * (torch.arange(size[1]) % 6 < 3).float()
    x = wall.repeat(size[0], 1)
    x[row : row + 11, column : column + 13] = head
    return x[None, None]


def on_black(row=5, column=4):
    """The same head on a dark ground, so that nothing but the head can move."""
    x = torch.zeros(1, 1, 20, 28)
    x[0, 0, row : row + 11, column : column + 13] = picture(0, 0, (11, 13))[0, 0]
    return x


def own_picture(path):
    """A picture from a file: gray, from 0 to 1, 20 rows of 28 pixels."""
    gray = torch.from_numpy(drawing.gray_picture(path))
    gray = (gray - gray.min()) / (gray.max() - gray.min()).clamp(min=1e-9)
    return F.adaptive_avg_pool2d(gray[None, None], (20, 28))


def edges(x):
    """A 3×3 convolution with zero padding."""
    return F.conv2d(x, EDGES, padding=1)


# ------------------------------------------------------------------- one panel each


def moved(ax, student, x, d):
    show(ax, student.shift2d(x, 0, d), "shift(x)", d, cmap="gray", vmin=0, vmax=1)
    ax.set_ylabel(f"right by {d}")


def shift_first(ax, student, x, d):
    show(ax, edges(student.shift2d(x, 0, d)), "f(shift(x))", d)


def shift_last(ax, student, x, d):
    show(ax, student.shift2d(edges(x), 0, d), "shift(f(x))", d)


def show(ax, images, title, d, **look):
    ax.imshow(images[0, 0], **(look or {"cmap": "PuOr", "vmin": -4, "vmax": 4}))
    ax.set_title(title if d == SHIFTS[0] else "")


def difference(ax, student, x, d):
    first, last = edges(student.shift2d(x, 0, d)), student.shift2d(edges(x), 0, d)
    ax.imshow((first - last).abs()[0, 0], cmap="Oranges", vmin=0, vmax=2)
    lines = ["difference"] if d == SHIFTS[0] else []
    gap = said(lambda: f"gap {student.equivariance_gap(edges, x, 0, d):.3g}")
    margin = None
    try:
        margin = student.spoiled_border(3, d)
        inside = student.equivariance_gap(edges, x, 0, d, margin)
        gap += f", from margin {margin} on {inside:.3g}"
    except NotImplementedError:
        gap += "; spoiled_border not written yet" if margin is None else ""
    ax.set_title("\n".join([*lines, gap]), fontsize=9)
    if margin:
        height, width = x.shape[-2:]
        corner = (margin - 0.5, margin - 0.5)
        size = (width - 2 * margin, height - 2 * margin)
        ax.add_patch(Rectangle(corner, *size, fill=False, edgecolor=BLUE, lw=2))


def pooled(ax, student, x):
    """The mean of the map's absolute values while the head wanders to the right."""
    shifts = range(25)
    heads = [student.shift2d(on_black(), 0, d) for d in shifts]
    means = [student.global_average_pool(edges(head).abs())[0, 0].item() for head in heads]
    ax.plot(shifts, means, color=BLUE, marker="o", markersize=3)
    ax.axvline(11.5, color=ORANGE, linestyle="--", lw=1)
    ax.text(11, 0.02, "over the edge", color=ORANGE, fontsize=8, ha="right")
    ax.set_ylim(0, None)
    ax.set_xlabel("shift right")
    ax.set_title("global_average_pool of |f(shift(x))|", fontsize=9)


def commuting(ax, student, x):
    """Which shifts a convolution of each stride commutes with."""
    for place, stride in enumerate((1, 2, 3, 4)):

        def strided(image, stride=stride):
            return F.conv2d(image, EDGES, stride=stride, padding=1)

        kept = student.commuting_shifts(strided, x, stride, 8, margin=-(-8 // stride))
        for d in range(1, 9):
            fill = BLUE if d in kept else "white"
            ax.scatter(d, place, s=45, color=fill, edgecolor=BLUE, linewidth=0.8)
    ax.set_yticks(range(4), [f"stride {stride}" for stride in (1, 2, 3, 4)])
    ax.set_ylim(3.6, -0.6)
    ax.set_xticks(range(1, 9))
    ax.set_xlabel("shift right")
    ax.set_title("commuting_shifts: filled where the output moves along", fontsize=9)


def yes_or_no(ax, student, x):
    """Is it equivariant, is it invariant? One line for each function."""
    functions = {
        "each pixel by itself": lambda x: 1.5 * x,
        "convolution": edges,
        "mirror": lambda x: x.flip(-1),
        "quarter turn": lambda x: torch.rot90(x, 1, (-2, -1)),
        "largest pixel": lambda x: x.amax(dim=(-2, -1), keepdim=True).expand(-1, -1, 9, 9),
    }
    ax.set_axis_off()
    ax.set_title("right by 2, margin 2", fontsize=9)
    ax.text(0.7, 0.93, "equivariant", ha="center", fontsize=8)
    ax.text(0.97, 0.93, "invariant", ha="center", fontsize=8)
    head = on_black()
    for line, (name, f) in enumerate(functions.items()):
        height = 0.78 - 0.17 * line
        ax.text(-0.08, height, name, fontsize=9)
        answers = (
            said(lambda f=f: "yes" if student.is_equivariant(f, head, 0, 2, 2) else "no"),
            said(lambda f=f: "yes" if student.is_invariant(f, head, 0, 2) else "no"),
        )
        for column, answer in zip((0.7, 0.97), answers):
            color = {"yes": BLUE, "no": ORANGE}.get(answer, "#777777")
            short = answer if len(answer) < 12 else answer[:11] + "…"
            ax.text(column, height, short, ha="center", fontsize=9, color=color)


# -------------------------------------------------------------------- the page's figures


def along_a_row(layer, stride):
    """One of the layers that the page shows; each of them works along the rows."""
    slope = torch.tensor([[[[-1.0, 0.0, 1.0]]]])
    return {
        "every": lambda x: x[..., ::stride],
        "conv": lambda x: F.conv2d(x, slope, padding=(0, 1), stride=(1, stride)),
        "max": lambda x: F.max_pool2d(x, (1, stride)),
        "mean": lambda x: F.avg_pool2d(x, (1, stride)),
    }[layer]


def band(row, margin):
    """An image whose rows are all the same, as many as a margin above and below leaves one of."""
    return torch.tensor(row, dtype=torch.float32).repeat(1, 1, 2 * margin + 1, 1)


# For each function, how numbers that the page sends become its arguments.
LIVE = {
    "shift2d": lambda x, dy, dx: (torch.tensor(x, dtype=torch.float32), dy, dx),
    "commuting_shifts": lambda layer, row, stride, max_shift, margin: (
        *(along_a_row(layer, stride), band(row, margin), stride, max_shift, margin),
    ),
}


# -------------------------------------------------------------------------- the frame


def said(question):
    """An answer as text, also where there is none."""
    try:
        return question()
    except NotImplementedError:
        return "not yet"
    except Exception as error:
        return f"{type(error).__name__}"


def draw_panel(ax, draw, *arguments):
    """One panel; numbers beside an axis stand only where there is something to read off."""
    come = partial(
        drawing.to_come,
        finished=HERE / "pictures" / "look.png",
        margins=(0.06, 0.045, 0.01, 0.035),
    )
    drawing.panel(ax, lambda ax: draw(ax, *arguments), come)
    if draw not in (pooled, commuting):
        ax.set(xticks=[], yticks=[])


def draw_all(student, x):
    """Every panel, row by row."""
    figure = plt.figure(figsize=(12, 10.5))
    edge = {"left": 0.07, "right": 0.985, "bottom": 0.06, "top": 0.95}
    grid = figure.add_gridspec(4, 12, height_ratios=(1, 1, 1, 1.1), hspace=0.38, wspace=0.6, **edge)
    for row, d in enumerate(SHIFTS):
        for column, draw in enumerate((moved, shift_first, shift_last, difference)):
            ax = figure.add_subplot(grid[row, 3 * column : 3 * column + 3])
            draw_panel(ax, draw, student, x, d)
    for column, draw in enumerate((pooled, commuting, yes_or_no)):
        left = (0, 4, 9)[column]
        ax = figure.add_subplot(grid[3, left : (3, 8, 12)[column]])
        draw_panel(ax, draw, student, x)
    return figure


def main():
    options = drawing.arguments(__doc__, picture=True, page=True).parse_args()
    if options.live:
        return show_live(HERE, LIVE)
    student = drawing.student_module(HERE, "equivariance.py")
    x = own_picture(options.image) if options.image else picture()
    drawing.finish(draw_all(student, x), options.save)


if __name__ == "__main__":
    main()
