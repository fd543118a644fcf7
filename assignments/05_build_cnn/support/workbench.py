"""What the programs around `build_cnn.py` share: load it, name what is missing, show progress."""

import importlib
import os
import sys
import time

import torch


def student_module(name: str = "build_cnn"):
    """The student's file, or one sentence about why it cannot be used."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name == name:
            sys.exit(f"There is no {name}.py here. Put your file beside this program.")
        sys.exit(f"{name}.py imports {error.name}, which is not installed here.")
    except SyntaxError as error:
        sys.exit(f"{name}.py, line {error.lineno}: Python cannot read this line ({error.msg}).")
    except Exception as error:
        sys.exit(f"{name}.py cannot be imported: {type(error).__name__}: {error}")


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


def has_display() -> bool:
    """Whether a window can be opened."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in ("win32", "darwin") or bool(shown)
