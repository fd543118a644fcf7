"""What the programs around `build_cnn.py` share: load it, name what is missing, show progress."""

import sys
import time
from pathlib import Path

import torch

from autograder.student import drawing


def student_module():
    """The student's file, from the folder around this one; or one sentence about what is wrong."""
    return drawing.student_module(Path(__file__).resolve().parents[1], "build_cnn.py")


def _two_steps(module) -> None:
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(4, 2))
    batch = [(torch.zeros(2, 1, 2, 2), torch.tensor([0, 1]))]
    module.train_epoch(model, batch, torch.optim.SGD(model.parameters(), lr=0.1))


TRIALS = {
    "build_mlp": lambda module: module.build_mlp((1, 16, 16))(torch.zeros(2, 1, 16, 16)),
    "build_cnn": lambda module: module.build_cnn(1, 10)(torch.zeros(2, 1, 16, 16)),
    "train_epoch": _two_steps,
    "accuracy": lambda module: module.accuracy(
        torch.nn.Flatten(), [(torch.zeros(2, 1, 1, 2), torch.tensor([0, 1]))]
    ),
}


def must_have(module, *names: str) -> None:
    """Go on only if these functions run; otherwise say kindly which ones are missing."""
    problems = []
    for name in names:
        try:
            TRIALS[name](module)
        except NotImplementedError:
            problems.append(f"  {name}: not written yet")
        except Exception as error:
            problems.append(f"  {name}: stops with {type(error).__name__}: {error}")
    if problems:
        lines = "\n".join(problems)
        first = problems[0].split(":")[0].strip()
        sys.exit(
            f"This program runs on your own functions, and here it has to wait for\n{lines}\n"
            f"Write {first} first (`python check.py {first}` tries it), then come back."
        )


def progress(done: float, total: float, start: float, what: str) -> None:
    """One line that is written over itself: a bar, and how long it may still take."""
    filled = round(24 * done / total)
    left = (time.monotonic() - start) * (total - done) / max(done, 1e-9)
    line = f"[{'#' * filled}{'.' * (24 - filled)}] {what}, about {left:.0f} s to go"
    if sys.stdout.isatty():
        print(f"\r{line:79.79s}", end="\n" if done >= total else "", flush=True)
    elif done >= total:
        print(line[:26], what, flush=True)
