"""Pictures to work on, and your functions: what look.py and the experiments share."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "kit"))

from autograder.student.drawing import gray_picture, student_module  # noqa: E402

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
    pixels = torch.from_numpy(gray_picture(path))
    scale = SIDE / max(pixels.shape)
    size = [round(side * scale) for side in pixels.shape]
    if min(size) < 20:
        sys.exit(f"{path} is too narrow, {tuple(pixels.shape)}: take one that is at most 3 to 1.")
    return F.interpolate(pixels[None, None], size=size, mode="area")[0, 0]


def load_student():
    """Your file; a sentence where it cannot be used."""
    return student_module(HERE, "cross_correlate.py")


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
