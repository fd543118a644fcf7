"""Draws what your `cross_correlate.py` makes of a picture, beside what PyTorch makes of it.

python look.py                       all functions; what is not written yet is drawn pale
python look.py conv_layer im2col     only these
python look.py --image FILE.png      with a picture of your own
python look.py --save FILE.png       write a picture, open no window
python look.py --live                the handout's page, its figures drawn by your functions too
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from scene import HERE, SOBEL, house, load_student, own_picture
from torch import Tensor

from autograder.student import drawing
from autograder.student.live import show_live

CORNER = torch.tensor([[2.0, 1.0, 0.0, -1.0], [1.0, 0.0, -1.0, -2.0]]) / 2  # no symmetry


def colours(image: Tensor) -> Tensor:
    """The same picture in two channels."""
    return torch.stack([image, image.flip(1) * (image > 0.5)])


# ------------------------------------------------------------------- one row for each result


@dataclass
class Row:
    """The input, the kernel, how to ask for your result, and the one that PyTorch gives."""

    image: Tensor
    kernel: Tensor | None
    ask: Callable[[], object]
    torchs: Tensor
    note: str = ""


def torch_layer(x: Tensor, weight: Tensor, **how) -> Tensor:
    """PyTorch's layer, on one example."""
    return F.conv2d(x[None], weight, **how)[0]


def torch_slide(image: Tensor, kernel: Tensor, **how) -> Tensor:
    """PyTorch's cross-correlation of one image with one kernel."""
    return torch_layer(image[None], kernel[None, None], **how)[0]


def torch_full(image: Tensor, kernel: Tensor) -> Tensor:
    """PyTorch's full convolution of one image with one kernel."""
    margin = (kernel.shape[0] - 1, kernel.shape[1] - 1)
    return torch_slide(image, kernel.flip(0, 1), padding=margin)


def layer_case(image: Tensor):
    """A layer of two kernels on two channels."""
    weight = torch.stack([torch.stack([SOBEL, SOBEL.T]), torch.stack([SOBEL.T, -SOBEL])])
    how = {"bias": torch.tensor([0.5, -0.5]), "stride": (2, 1), "padding": (1, 3)}
    return colours(image), weight, how


def layer_rows(ask: Callable, image: Tensor) -> list[Row]:
    """The same row for both ways to write a layer."""
    x, weight, how = layer_case(image)
    note = "2 kernels, stride (2, 1), padding (1, 3)"
    torchs = torch_layer(x, weight, **how)
    return [Row(x, weight[0, 0], lambda: ask(x, weight, **how), torchs, note)]


def gradient_rows(student, image: Tensor) -> list[Row]:
    """The gradients of the image and of the kernel; the loss looks at the lower part of the output."""
    leaves = image.clone().requires_grad_(), SOBEL.clone().requires_grad_()
    out = torch_slide(*leaves)
    upstream = torch.zeros_like(out)
    upstream[len(out) // 2 :] = out.detach()[len(out) // 2 :]
    both = torch.autograd.grad(out, leaves, upstream)
    return [
        Row(
            upstream if place == 0 else image,
            SOBEL,
            lambda place=place: student.correlation_gradients(image, SOBEL, upstream)[place],
            torchs,
            ("gradient of the image (left: upstream)", "gradient of the kernel")[place],
        )
        for place, torchs in enumerate(both)
    ]


def rows_of(name: str, student, image: Tensor) -> list[Row]:
    """What is drawn for one function."""
    match name:
        case "cross_correlate2d" | "fft_cross_correlate2d":
            ask = getattr(student, name)
            return [Row(image, CORNER, lambda: ask(image, CORNER), torch_slide(image, CORNER))]
        case "convolve2d":
            ask = lambda: student.convolve2d(image, CORNER, mode="full")  # noqa: E731
            return [Row(image, CORNER, ask, torch_full(image, CORNER), 'mode="full"')]
        case "vertical_edges":
            torchs = torch_slide(image, SOBEL)
            return [Row(image, SOBEL, lambda: student.vertical_edges(image), torchs)]
        case "conv_layer" | "conv_as_matmul":
            return layer_rows(getattr(student, name), image)
        case "im2col":
            x = colours(image)[:, 6:14, 8:20]
            torchs = F.unfold(x[None], (2, 3), stride=(1, 2))[0]
            ask = lambda: student.im2col(x, (2, 3), stride=(1, 2))  # noqa: E731
            return [Row(x, None, ask, torchs, "windows 2×3, stride (1, 2)")]
        case "merge_kernels":
            ask = lambda: student.merge_kernels(CORNER, SOBEL)  # noqa: E731
            return [Row(CORNER, SOBEL, ask, torch_full(CORNER, SOBEL), "first and second kernel")]
        case "correlation_gradients":
            return gradient_rows(student, image)
        case "conv_matrix":
            impulses = torch.eye(35).reshape(35, 1, 5, 7)
            torchs = F.conv2d(impulses, CORNER[None, None]).flatten(1).T
            ask = lambda: student.conv_matrix(CORNER, 5, 7)  # noqa: E731
            return [Row(impulses[17, 0], CORNER, ask, torchs, "for images of 5×7")]
    raise KeyError(name)


FUNCTIONS = (
    *("cross_correlate2d", "convolve2d", "vertical_edges", "conv_layer", "im2col"),
    *("conv_as_matmul", "merge_kernels", "correlation_gradients", "conv_matrix"),
    "fft_cross_correlate2d",
)


# ------------------------------------------------------------------- the page's figures

# For each function, how numbers that the page sends become its arguments.
LIVE = {
    "cross_correlate2d": lambda image, kernel: (numbers(image), numbers(kernel)),
    "convolve2d": lambda image, kernel: (numbers(image), numbers(kernel)),
    "conv_layer": lambda x, weight, stride, padding: (
        *(numbers(x), numbers(weight), None, stride, padding),
    ),
    "conv_matrix": lambda kernel, height, width: (numbers(kernel), height, width),
}


def numbers(rows: list) -> Tensor:
    """Lists of lists as a tensor of float32, whole numbers too."""
    return torch.tensor(rows, dtype=torch.float32)


# ------------------------------------------------------------------- drawing


def side_by_side(maps: Tensor) -> Tensor:
    """All maps of a layer, one beside the other; anything else as it is."""
    return torch.cat(list(maps), dim=1) if maps.dim() == 3 else maps


def draw_row(panels, name: str, row: Row) -> None:
    """Image, kernel, your result, PyTorch's, the difference: the last three on one scale."""
    draw_input(panels[0], row.image)
    panels[0].set_ylabel(name, fontsize=9)
    if row.kernel is None:
        panels[1].axis("off")
    else:
        draw_kernel(panels[1], row.kernel)
    torchs = side_by_side(row.torchs.detach())
    limit = float(torchs.abs().max())
    scale = {"cmap": "PuOr", "vmin": -limit, "vmax": limit, "aspect": "auto"}
    drawn = panels[3].imshow(torchs, **scale)
    panels[3].figure.colorbar(drawn, ax=panels[4], fraction=0.06)
    panels[2].set_xlabel(row.note, fontsize=8)
    try:
        mine = row.ask()
        if not isinstance(mine, Tensor):
            raise TypeError(f"your result is a {type(mine).__name__}, not a tensor")
        mine = side_by_side(mine.detach().cpu())
        panels[2].imshow(mine, **scale)
    except NotImplementedError:
        panels[2].imshow(torchs, **scale, alpha=0.3)
        caption(panels[2], "to come: your result")
        panels[4].axis("off")
        return
    except Exception as error:
        drawing.sentence(panels[2], drawing.one_line(error, 160))
        drawing.sentence(panels[4], "nothing to compare")
        return
    if mine.shape != torchs.shape:
        text = f"the shapes differ: {tuple(mine.shape)} is yours, {tuple(torchs.shape)} PyTorch's"
        drawing.sentence(panels[4], text)
        return
    gap = mine - torchs
    panels[4].imshow(gap, **scale)
    largest = float(gap.abs().max())
    panels[4].set_xlabel("none" if largest < 1e-4 * limit else f"up to {largest:.3g}", fontsize=8)


def draw_input(ax, image: Tensor) -> None:
    """A picture in gray; a kernel, which is small, with its numbers."""
    if image.numel() <= CORNER.numel():
        draw_kernel(ax, image)
    elif image.min() < 0:
        limit = float(image.abs().max())
        ax.imshow(side_by_side(image), cmap="PuOr", vmin=-limit, vmax=limit)
    else:
        ax.imshow(side_by_side(image), cmap="gray", vmin=0, vmax=1)


def draw_kernel(ax, kernel: Tensor) -> None:
    """A kernel with its numbers."""
    limit = float(kernel.abs().max()) or 1.0
    ax.imshow(kernel, cmap="PuOr", vmin=-2 * limit, vmax=2 * limit)
    for i, row in enumerate(kernel.tolist()):
        for j, number in enumerate(row):
            ax.text(j, i, f"{number:.3g}", ha="center", va="center", fontsize=9)


def caption(ax, text: str) -> None:
    """A few words in the middle of a panel."""
    ax.text(0.5, 0.5, text, ha="center", va="center", fontsize=9, transform=ax.transAxes)


def draw_all(student, names, image: Tensor):
    """One row of panels for each result of the functions."""
    rows = [(name, row) for name in names for row in rows_of(name, student, image)]
    figure, panels = plt.subplots(
        len(rows), 5, figsize=(12, 1.75 * len(rows) + 0.4), squeeze=False, layout="constrained"
    )
    for line, (name, row) in zip(panels, rows):
        draw_row(line, name, row)
        for ax in line:
            ax.set(xticks=[], yticks=[])
    for ax, title in zip(panels[0], ("image", "kernel", "yours", "PyTorch", "difference")):
        ax.set_title(title)
    return figure


def main() -> None:
    parser = drawing.arguments(__doc__, picture=True, page=True)
    parser.add_argument("functions", nargs="*", metavar="FUNCTION", help="draw only these")
    options = parser.parse_args()
    if options.live:
        return show_live(HERE, LIVE)
    unknown = [name for name in options.functions if name not in FUNCTIONS]
    if unknown:
        sys.exit(f"Nothing to draw for {', '.join(unknown)}. There are: {', '.join(FUNCTIONS)}.")
    student = load_student()
    image = own_picture(options.image) if options.image else house()
    figure = draw_all(student, options.functions or FUNCTIONS, image)
    drawing.finish(figure, options.save, dpi=100)


if __name__ == "__main__":
    main()
