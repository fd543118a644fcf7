"""Pictures to work on, your file, and a window: what look.py and the experiments share."""

import importlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import Tensor

NAME = "cross_correlate"
SIDE = 64  # a picture of one's own is made this long: loops in Python are slow
SOBEL = torch.tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])


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
    """A picture from a file: gray, from 0 to 1, its longer side `SIDE` pixels."""
    try:
        pixels = torch.tensor(plt.imread(path))
    except FileNotFoundError:
        sys.exit(f"There is no file {path}. Give the path of a picture, such as cat.png.")
    except Exception as error:
        sys.exit(f"{path} cannot be read as a picture ({error}). Try one in PNG or JPEG format.")
    pixels = pixels / 255 if pixels.dtype == torch.uint8 else pixels.float()
    if pixels.dim() == 3:
        pixels = pixels[..., :3] @ torch.tensor([0.299, 0.587, 0.114])
    scale = SIDE / max(pixels.shape)
    size = [round(side * scale) for side in pixels.shape]
    if min(size) < 20:
        sys.exit(f"{path} is too narrow, {tuple(pixels.shape)}: take one that is at most 3 to 1.")
    return F.interpolate(pixels[None, None], size=size, mode="area")[0, 0]


def load_student():
    """Your file, from the folder of this one or the current one; a sentence where it cannot be."""
    sys.path[:0] = [str(Path(__file__).resolve().parent), os.getcwd()]
    try:
        return importlib.import_module(NAME)
    except ModuleNotFoundError as error:
        missing = f"There is no {NAME}.py here" if error.name == NAME else str(error)
        sys.exit(f"{missing}. Put this program and your file into one folder, and run it there.")
    except Exception as error:
        line = getattr(error, "lineno", None)
        where = f", line {line}" if line else ""
        sys.exit(f"{NAME}.py{where} could not be read: {type(error).__name__}: {error}")


def finish(figure, save: str | None, name: str) -> None:
    """Show the figure in a window; into a file where that was asked for, or there is no window."""
    window = matplotlib.get_backend().lower() not in ("agg", "pdf", "svg", "ps", "cairo")
    if save or not window:
        figure.savefig(save or name, dpi=100, facecolor="white")
        print(f"Saved {save}." if save else f"No display here, so it is in {name}.")
    else:
        plt.show()


def call(student, name: str, *args):
    """One of your functions; where it is missing or fails, a sentence says what to do."""
    try:
        return getattr(student, name)(*args)
    except NotImplementedError:
        sys.exit(
            f"This experiment runs on your {name}, which is not written yet. Write it, see that"
            f" `pytest -k {name}` passes, and come back."
        )
    except Exception as error:
        sys.exit(f"Your {name} raised {type(error).__name__}: {error}. Try `pytest -k {name}`.")


def slide(student, image: Tensor, kernel: Tensor) -> Tensor:
    """Your cross_correlate2d, and a look at the size of what it gives."""
    out = call(student, "cross_correlate2d", image, kernel)
    due = tuple(a - b + 1 for a, b in zip(image.shape, kernel.shape))
    return of_size(out, due, "cross_correlate2d")


def gradients(student, image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    """Your correlation_gradients, and a look at the sizes of what it gives."""
    name = "correlation_gradients"
    both = call(student, name, image, kernel, upstream)
    if not isinstance(both, tuple) or len(both) != 2:
        sys.exit(f"Your {name} should give a pair of tensors. Try `pytest -k {name}`.")
    return of_size(both[0], image.shape, name), of_size(both[1], kernel.shape, name)


def of_size(found, due, name: str) -> Tensor:
    """A tensor of the size that is due; a sentence where it is something else."""
    shape = getattr(found, "shape", None)
    if shape is None or tuple(shape) != tuple(due):
        what = type(found).__name__ if shape is None else tuple(shape)
        sys.exit(f"Your {name} gave {what}, not {tuple(due)}. Try `pytest -k {name}`.")
    return found


def progress(title: str, steps: int) -> Iterator[int]:
    """The numbers from 0 to `steps`, with a bar that grows and the seconds that are left."""
    start, told = time.monotonic(), 0.0
    for step in range(steps):
        yield step
        now, done = time.monotonic(), (step + 1) / steps
        last = step + 1 == steps
        if last or (sys.stdout.isatty() and now - told > 0.1):  # into a file, only the last line
            told, left = now, (now - start) * (1 / done - 1)
            bar = "#" * round(30 * done)
            print(f"\r{title} [{bar:<30}] {done:4.0%}, {left:3.0f} s to go", end="", flush=True)
    print()
