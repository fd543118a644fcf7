"""What every figures.py does with its drawings: files with the same bytes each time, or a check."""

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

Drawings = Mapping[str, Callable[[], Figure]]  # by the names of their files


def set_style(slug: str, **more) -> None:
    """No window; letters as outlines, and names inside the files that do not change."""
    matplotlib.use("Agg")
    given = {"svg.hashsalt": slug, "svg.fonttype": "path", "font.family": "DejaVu Sans"}
    plt.rcParams.update({**given, "font.size": 11, "text.color": "#222222", **more})


def saved(figure: Figure, kind: str, **how) -> bytes:
    """One picture as bytes that are the same on every run; `how` goes to savefig."""
    file = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    figure.savefig(file, format=kind, **{"metadata": metadata, **how})
    plt.close(figure)
    return file.getvalue()


def write(folder: Path, drawings: Drawings, mend=None, png=None, **svg) -> None:
    """Draw all into the folder; with `--check`, tell which would come out different.

    `svg` and `png` go to savefig, and what `mend` makes of an SVG is kept.
    """
    folder.mkdir(exist_ok=True)
    stale = []
    for name, draw in drawings.items():
        path, kind = folder / name, name.rpartition(".")[2]
        made = saved(draw(), kind, **(svg if kind == "svg" else png or {}))
        made = mend(made) if mend and kind == "svg" else made
        if not path.is_file() or path.read_bytes() != made:
            stale.append(name)
            if "--check" not in sys.argv[1:]:
                path.write_bytes(made)
    if stale and "--check" in sys.argv[1:]:
        sys.exit(f"out of date: {', '.join(stale)}; run: python figures.py")
