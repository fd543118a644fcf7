"""Draws what your `flatten.py` counts: `python look.py`, or `python look.py --save FILE.png`.

What is not written yet shows, in pale colours, what is to come.
"""

import sys
from functools import partial
from pathlib import Path

import matplotlib.pyplot as plt
import torch

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "kit"))

from autograder.student import drawing  # noqa: E402

SIDES = (8, 16, 32, 64, 128, 224)
FINISHED = HERE / "pictures" / "look.png"
WAYS = (("dense", "#d55e00", "s"), ("local", "#0072b2", "o"), ("conv", "#009e73", "^"))


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
            ax.text(1.6, row, drawing.one_line(error, 40), va="center", fontsize=8, color="#777777")
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


def drawn(student):
    """All four panels."""
    figure, axes = plt.subplots(2, 2, figsize=(11, 8))
    figure.subplots_adjust(left=0.15, right=0.94, bottom=0.08, top=0.95, wspace=0.42, hspace=0.28)
    for ax, (title, draw) in zip(axes.flat, PANELS):
        come = partial(drawing.to_come, finished=FINISHED, margins=(0.125, 0.07, 0.05, 0.045))
        drawing.panel(ax, partial(draw, student=student), come, title)
    return figure


def main():
    options = drawing.arguments(__doc__).parse_args()
    student = drawing.student_module(HERE, "flatten.py")
    drawing.finish(drawn(student), options.save)


if __name__ == "__main__":
    main()
