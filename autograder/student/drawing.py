"""What a program of the course that draws needs: the student's file, a picture, panels, a window.

It stands beside the student's file, and puts the folder `kit` on the path before it imports this.
"""

from __future__ import annotations

import functools
import sys
import textwrap
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder.student.loading import CannotLoad, Facts, load

WITHOUT_WINDOW = ("agg", "cairo", "pdf", "pgf", "ps", "svg")  # matplotlib's backends for files
Drawing = Callable[[Axes], None]


class CannotDraw(Exception):
    """A part that cannot be drawn; the message is the whole sentence."""


def arguments(doc: str, picture: bool = False, page: bool = False) -> ArgumentParser:
    """`--save`, and what not every program has: a picture of one's own, the handout's page."""
    parser = ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("--save", metavar="FILE.png", help="write a picture, open no window")
    if picture:
        parser.add_argument("--image", metavar="FILE", help="a picture of your own, PNG or JPEG")
    if page:
        parser.add_argument("--live", action="store_true", help="the page, with your functions")
    return parser


def student_module(folder: Path, file: str) -> ModuleType:
    """The student's file, or an end with the sentence that check.py has for it."""
    try:
        return load(folder, Facts(files=(file,)))
    except CannotLoad as error:
        sys.exit(str(error))


def gray_picture(path: str) -> Any:
    """A picture from a file: an array of rows, from 0 for black to 1 for white."""
    try:
        pixels = plt.imread(path)
    except Exception as error:
        sys.exit(f"{path} cannot be read as a picture ({error}). Try one in PNG or JPEG format.")
    scale = 255 if pixels.dtype == np.uint8 else 1
    bright = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # red, green and blue, to the eye
    gray = pixels[..., :3] @ bright if pixels.ndim == 3 else pixels
    return (gray / scale).astype(np.float32)


def has_window() -> bool:
    """Whether a window can be opened: where none can, matplotlib has chosen to draw into files."""
    return matplotlib.get_backend().lower() not in WITHOUT_WINDOW


def finish(figure: Figure, save: str | None, name: str = "look.png", dpi: int = 110) -> None:
    """Show the figure in a window; into a file where that was asked for, or there is no window."""
    if save or not has_window():
        figure.savefig(save or name, dpi=dpi)
        print(f"Saved {save}." if save else f"No display here, so it is in {name}.")
    else:
        plt.show()


def one_line(error: Exception, width: int) -> str:
    """An error as one short line."""
    if isinstance(error, NotImplementedError):
        return "not written yet"
    kind = "" if isinstance(error, CannotDraw) else f"{type(error).__name__}: "
    return textwrap.shorten(f"{kind}{error}", width, placeholder="…")


@functools.cache
def say(line: str) -> None:
    """Once, however many panels wait for the same function."""
    print(line)


def panel(ax: Axes, draw: Drawing, come: Drawing, title: str = "") -> None:
    """One panel: drawn, still to come, or with a sentence about what went wrong."""
    try:
        draw(ax)
        if title:
            ax.set_title(title)
    except NotImplementedError as error:
        ax.clear()
        come(ax)
        why = str(error).rstrip(".") or "not written yet"
        say(f"to come: {title} ({why})" if title else f"to come: {why}")
    except Exception as error:
        sentence(ax, one_line(error, 160), title)


def sentence(ax: Axes, text: str, title: str = "") -> None:
    """A panel that says what went wrong."""
    ax.clear()
    ax.set(xticks=[], yticks=[], title=title, facecolor="#fbe3d4")
    words = textwrap.fill(text, 26)
    ax.text(0.5, 0.5, words, ha="center", va="center", fontsize=9, transform=ax.transAxes)


def to_come(ax: Axes, finished: Path, margins: tuple[float, float, float, float]) -> None:
    """This panel of the finished picture, pale; `margins` hold its title and labels."""
    box = ax.get_position(original=True)
    left, bottom = box.x0 - margins[0], box.y0 - margins[1]
    right, top = box.x1 + margins[2], box.y1 + margins[3]
    ax.set_visible(False)
    pale = ax.figure.add_axes((left, bottom, right - left, top - bottom), frame_on=False)
    if finished.is_file():
        pale.imshow(plt.imread(finished), extent=(0, 1, 0, 1), aspect="auto", alpha=0.35)
    pale.set(xticks=[], yticks=[], xlim=(left, right), ylim=(bottom, top))
    pale.text(
        0.5, 0.5, "to come", ha="center", va="center", weight="bold", transform=pale.transAxes
    )
