"""Draws what your `cross_correlate.py` makes of a picture, beside what PyTorch makes of it.

python look.py                       all functions
python look.py conv_layer im2col     only these
python look.py --save FILE.png       write a picture, open no window
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
import torch.nn.functional as F

NAME = "cross_correlate"
BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "#d9d9d9"
SOBEL = torch.tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
CORNER = torch.tensor([[2.0, 1.0, 0.0, -1.0], [1.0, 0.0, -1.0, -2.0]]) / 2  # no symmetry


def picture():
    """A house on a dark ground, 20 rows by 28 columns."""
    x = torch.full((20, 28), 0.15)
    x[16:] = 0.4
    for row in range(2, 8):
        x[row, 14 - row : 13 + row] = 0.65
    x[8:16, 7:20] = 0.9
    x[10:13, 9:12] = x[10:13, 15:18] = 0.2
    return x


def colours():
    """The same house in two channels."""
    house = picture()
    return torch.stack([house, house.flip(1) * (house > 0.5)])


def torch_layer(x, weight, **how):
    """PyTorch's layer, on one example."""
    return F.conv2d(x[None], weight, **how)[0]


# Each row: the image, the kernel, your result, and the one that PyTorch gives.


def row_cross_correlate2d(student):
    image = picture()
    torchs = torch_layer(image[None], CORNER[None, None])[0]
    return image, CORNER, lambda: student.cross_correlate2d(image, CORNER), torchs


def row_convolve2d(student):
    image, margin = picture(), (CORNER.shape[0] - 1, CORNER.shape[1] - 1)
    torchs = torch_layer(image[None], CORNER.flip(0, 1)[None, None], padding=margin)[0]
    return image, CORNER, lambda: student.convolve2d(image, CORNER, mode="full"), torchs


def row_vertical_edges(student):
    image = picture()
    torchs = torch_layer(image[None], SOBEL[None, None])[0]
    return image, SOBEL, lambda: student.vertical_edges(image), torchs


def layer_case():
    weight = torch.stack([torch.stack([SOBEL, SOBEL.T]), torch.stack([SOBEL.T, -SOBEL])])
    how = {"bias": torch.tensor([0.5, -0.5]), "stride": (2, 1), "padding": (1, 3)}
    return colours(), weight, how


def side_by_side(maps):
    """All maps of a layer, one beside the other; anything else as it is."""
    is_stack = isinstance(maps, torch.Tensor) and maps.dim() == 3
    return torch.cat(list(maps), dim=1) if is_stack else maps


def row_conv_layer(student):
    x, weight, how = layer_case()
    torchs = torch_layer(x, weight, **how)
    return side_by_side(x), weight[0, 0], lambda: student.conv_layer(x, weight, **how), torchs


def row_im2col(student):
    x = colours()[:, 6:14, 8:20]
    torchs = F.unfold(x[None], (2, 3), stride=(1, 2))[0]
    return side_by_side(x), None, lambda: student.im2col(x, (2, 3), stride=(1, 2)), torchs


def row_conv_as_matmul(student):
    x, weight, how = layer_case()
    torchs = torch_layer(x, weight, **how)
    return side_by_side(x), weight[0, 0], lambda: student.conv_as_matmul(x, weight, **how), torchs


def row_conv_matrix(student):
    impulses = torch.eye(35).reshape(35, 1, 5, 7)
    torchs = F.conv2d(impulses, CORNER[None, None]).flatten(1).T
    return impulses[17, 0], CORNER, lambda: student.conv_matrix(CORNER, 5, 7), torchs


def row_fft_cross_correlate2d(student):
    image = picture()
    torchs = torch_layer(image[None], CORNER[None, None])[0]
    return image, CORNER, lambda: student.fft_cross_correlate2d(image, CORNER), torchs


ROWS = {
    name.removeprefix("row_"): row for name, row in list(globals().items()) if name[:4] == "row_"
}
NOTES = {
    "convolve2d": 'mode="full"',
    "conv_layer": "2 kernels, stride (2, 1), padding (1, 3)",
    "conv_as_matmul": "2 kernels, stride (2, 1), padding (1, 3)",
    "im2col": "windows 2 by 3, stride (1, 2)",
    "conv_matrix": "for images of 5 by 7",
}


def draw_row(panels, name, student):
    """Image, kernel, your result, PyTorch's, the difference: the last three on one scale."""
    image, kernel, ask, torchs = ROWS[name](student)
    panels[0].imshow(image, cmap="gray", vmin=0, vmax=1)
    panels[0].set_ylabel(name, fontsize=9)
    draw_kernel(panels[1], kernel)
    torchs = side_by_side(torchs)
    limit = float(torchs.abs().max())
    scale = {"cmap": "PuOr", "vmin": -limit, "vmax": limit, "aspect": "auto"}
    drawn = panels[3].imshow(torchs, **scale)
    panels[3].figure.colorbar(drawn, ax=panels[4], fraction=0.06)
    if name in NOTES:
        panels[2].set_xlabel(NOTES[name], fontsize=8)
    try:
        mine = ask()
        if not isinstance(mine, torch.Tensor):
            raise TypeError(f"your result is a {type(mine).__name__}, not a tensor")
        mine = side_by_side(mine.detach().cpu())
        panels[2].imshow(mine, **scale)
    except NotImplementedError as error:
        sentence(panels[2], str(error) or "Not written yet.")
        sentence(panels[4], "not written yet")
        return
    except Exception as error:
        sentence(panels[2], f"{type(error).__name__}: {error}", ORANGE)
        sentence(panels[4], "nothing to compare", ORANGE)
        return
    if mine.shape != torchs.shape:
        text = f"the shapes differ: {tuple(mine.shape)} is yours, {tuple(torchs.shape)} PyTorch's"
        sentence(panels[4], text, ORANGE)
        return
    gap = mine - torchs
    panels[4].imshow(gap, **scale)
    largest = float(gap.abs().max())
    panels[4].set_xlabel("none" if largest < 1e-4 else f"up to {largest:.3g}", fontsize=8)


def draw_kernel(ax, kernel):
    if kernel is None:
        ax.axis("off")
        return
    limit = float(kernel.abs().max())
    ax.imshow(kernel, cmap="PuOr", vmin=-2 * limit, vmax=2 * limit)
    for i, row in enumerate(kernel.tolist()):
        for j, number in enumerate(row):
            ax.text(j, i, f"{number:g}", ha="center", va="center", fontsize=9)


def sentence(ax, text, color="#444444"):
    """A grey panel that says something."""
    ax.clear()
    ax.set_facecolor(GREY)
    lines = textwrap.fill(text.strip().split("\n")[0][:160], 26)
    ax.text(0.5, 0.5, lines, ha="center", va="center", fontsize=8, color=color,
            transform=ax.transAxes)  # fmt: skip


def draw_all(student, names):
    figure, panels = plt.subplots(
        len(names), 5, figsize=(12, 1.75 * len(names) + 0.4), squeeze=False, layout="constrained"
    )
    for row, name in zip(panels, names):
        draw_row(row, name, student)
        for ax in row:
            ax.set(xticks=[], yticks=[])
    for ax, title in zip(panels[0], ("image", "kernel", "yours", "PyTorch", "difference")):
        ax.set_title(title)
    return figure


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("functions", nargs="*", metavar="FUNCTION", help="draw only these")
    parser.add_argument("--save", metavar="FILE.png", help="write a picture, open no window")
    options = parser.parse_args()
    unknown = [name for name in options.functions if name not in ROWS]
    if unknown:
        return f"Nothing to draw for {', '.join(unknown)}. There are: {', '.join(ROWS)}."
    sys.path[:0] = [str(Path(__file__).resolve().parent), os.getcwd()]
    try:
        student = importlib.import_module(NAME)
    except ModuleNotFoundError as error:
        missing = f"There is no {NAME}.py here" if error.name == NAME else str(error)
        return f"{missing}. Put look.py and your file into one folder, and run it there."
    except Exception as error:
        line = getattr(error, "lineno", None)
        where = f", line {line}" if line else ""
        return f"{NAME}.py{where} could not be read: {type(error).__name__}: {error}"
    figure = draw_all(student, options.functions or list(ROWS))
    window = matplotlib.get_backend().lower() not in ("agg", "pdf", "svg", "ps", "cairo")
    if options.save or not window:
        path = options.save or "look.png"
        figure.savefig(path, dpi=100, facecolor="white")
        print(f"Saved {path}." if options.save else f"No display here, so it is in {path}.")
    else:
        plt.show()
    return 0


if __name__ == "__main__":
    sys.exit(main())
