"""Run the experiment of 05 on many honest networks and seeds, and write what came out.

    python calibrate.py            runs what is not yet in runs.csv, then writes calibration.md
    python calibrate.py --table    only writes calibration.md from runs.csv

Stopped and started again it goes on where it was. About 20 minutes on one core. Uses the
reference's train_epoch and accuracy, and runs exactly what the grader runs (support/experiment.py).
"""

import csv
import sys
import time
from pathlib import Path
from statistics import mean
from types import SimpleNamespace

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT / "solutions" / HERE.parent.name), str(HERE.parent / "support")]

import build_cnn as reference  # noqa: E402
import experiment  # noqa: E402

SEEDS = range(1, 21)
RUNS, TABLE = HERE / "runs.csv", HERE / "calibration.md"
COLUMNS = [
    "network",
    "seed",
    "parameters",
    "macs",
    "epochs",
    "check",
    "middle",
    "moved",
    "worst_direction",
    "kept",
    "seconds",
]


# ---------------------------------------------------------------- the networks


def conv(n_in: int, n_out: int, size: int = 3, norm: bool = True, **more) -> list[nn.Module]:
    """A convolution that keeps the size (before any stride), batch norm if asked, ReLU."""
    padding = more.get("dilation", 1) * (size // 2)
    layer = nn.Conv2d(n_in, n_out, size, padding=padding, bias=not norm, **more)
    return [layer, *([nn.BatchNorm2d(n_out)] if norm else []), nn.ReLU()]


def head(n: int, classes: int) -> list[nn.Module]:
    """Global average, then one dense layer."""
    return [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(n, classes)]


def pool() -> nn.Module:
    return nn.MaxPool2d(2)


def pooled_plain(c: int, n: int) -> nn.Module:
    a, b, d = conv(c, 16, norm=False), conv(16, 32, norm=False), conv(32, 48, norm=False)
    return nn.Sequential(*a, pool(), *b, pool(), *d, *head(48, n))


def strided_norm(c: int, n: int) -> nn.Module:
    return nn.Sequential(
        *conv(c, 16, stride=2), *conv(16, 32, stride=2), *conv(32, 48), *head(48, n)
    )


def strided_plain(c: int, n: int) -> nn.Module:
    a = conv(c, 16, norm=False, stride=2)
    b = conv(16, 24, norm=False, stride=2)
    return nn.Sequential(*a, *b, *conv(24, 48, norm=False, stride=2), *head(48, n))


class Residual(nn.Module):
    """x + two convolutions of x."""

    def __init__(self, n: int, norm: bool) -> None:
        super().__init__()
        self.branch = nn.Sequential(*conv(n, n, norm=norm), *conv(n, n, norm=norm)[:-1])

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.branch(x))


def residual_norm(c: int, n: int) -> nn.Module:
    first = conv(c, 20, stride=2)
    return nn.Sequential(*first, Residual(20, True), pool(), Residual(20, True), *head(20, n))


def residual_plain(c: int, n: int) -> nn.Module:
    first = conv(c, 20, norm=False, stride=2)
    return nn.Sequential(*first, Residual(20, False), pool(), Residual(20, False), *head(20, n))


def dilated(c: int, n: int) -> nn.Module:
    first, second = conv(c, 12, norm=False), conv(12, 16, norm=False, dilation=2)
    return nn.Sequential(*first, *second, *conv(16, 16, norm=False, dilation=4), *head(16, n))


def depthwise(c: int, n: int) -> nn.Module:
    separable = reference.depthwise_separable
    blocks = [separable(16, 32, stride=2), separable(32, 64, stride=2), separable(64, 64)]
    return nn.Sequential(*conv(c, 16), *blocks, *head(64, n))


def conv_pool_average(c: int, n: int) -> nn.Module:
    a, b = conv(c, 16, norm=False), conv(16, 32, norm=False)
    return nn.Sequential(*a, pool(), *b, *head(32, n))


def tiny(c: int, n: int) -> nn.Module:
    a, b = conv(c, 8, norm=False), conv(8, 16, norm=False)
    return nn.Sequential(*a, pool(), *b, *head(16, n))


def deep_plain(c: int, n: int) -> nn.Module:
    a = conv(c, 12, norm=False) + conv(12, 12, norm=False)
    b = conv(12, 24, norm=False) + conv(24, 24, norm=False)
    return nn.Sequential(*a, pool(), *b, pool(), *conv(24, 28, norm=False), *head(28, n))


def large_kernels(c: int, n: int) -> nn.Module:
    a, b = conv(c, 8, 5, norm=False), conv(8, 24, 5, norm=False)
    return nn.Sequential(*a, pool(), *b, pool(), *head(24, n))


def lenet(c: int, n: int) -> nn.Module:
    """As in 1998, but with ReLU, maximum pools and a global average: no convolution is padded."""
    a, b = nn.Conv2d(c, 6, 5), nn.Conv2d(6, 16, 5)
    return nn.Sequential(a, nn.ReLU(), pool(), b, nn.ReLU(), pool(), *head(16, n))


def unpadded(c: int, n: int) -> nn.Module:
    a, b = nn.Conv2d(c, 16, 3), nn.Conv2d(16, 32, 3)
    average = nn.AvgPool2d(2)
    return nn.Sequential(a, nn.ReLU(), average, b, nn.ReLU(), average, *head(32, n))


def vgg(c: int, n: int) -> nn.Module:
    a = conv(c, 16, norm=False) + conv(16, 16, norm=False)
    b = conv(16, 32, norm=False) + conv(32, 32, norm=False)
    return nn.Sequential(*a, pool(), *b, pool(), *head(32, n))


def dropout(c: int, n: int) -> nn.Module:
    a, b, d = conv(c, 16, norm=False), conv(16, 32, norm=False), conv(32, 48, norm=False)
    average, flatten, dense = head(48, n)
    return nn.Sequential(*a, pool(), *b, pool(), *d, average, flatten, nn.Dropout(0.3), dense)


def global_maximum(c: int, n: int) -> nn.Module:
    a, b = conv(c, 16, norm=False), conv(16, 32, norm=False)
    last = [nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(32, n)]
    return nn.Sequential(*a, pool(), *b, pool(), *last)


def grid_4x4(c: int, n: int) -> nn.Module:
    """Legal as a build_cnn, but its last layer knows where things are."""
    grid = [nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Linear(16 * 16, n)]
    return nn.Sequential(*conv(c, 8), pool(), *conv(8, 16), *grid)


def grid_2x2(c: int, n: int) -> nn.Module:
    grid = [nn.AdaptiveMaxPool2d(2), nn.Flatten(), nn.Linear(24 * 4, n)]
    return nn.Sequential(*conv(c, 12), pool(), *conv(12, 24), *grid)


HONEST = {
    "reference: pooled, batch norm": reference.build_cnn,
    "pooled, no norm": pooled_plain,
    "strided, batch norm": strided_norm,
    "strided by 8 in all, no norm": strided_plain,
    "residual, batch norm": residual_norm,
    "dilated, full size, no norm": dilated,
    "depthwise separable": depthwise,
    "conv, pool, conv, global average": conv_pool_average,
    "five convolutions, no norm": deep_plain,
    "two 5×5 convolutions, no norm": large_kernels,
    "global maximum, no norm": global_maximum,
    "the smallest: 8 and 16 channels": tiny,
    "LeNet's convolutions, no padding": lenet,
    "3×3 and average pools, no padding": unpadded,
    "two and two convolutions, no norm": vgg,
}
# Further ones, on the first seeds only.
ALSO = {"residual, no norm": residual_plain, "dropout, no norm": dropout}
POSITIONAL = {"flattens a 4×4 grid": grid_4x4, "flattens a 2×2 grid": grid_2x2}
DENSE = "dense network (build_mlp)"


# ---------------------------------------------------------------- running and telling


def run(name: str, seed: int) -> dict:
    """One try, as the grader makes it."""
    which = "mlp" if name == DENSE else "cnn"
    build = {**HONEST, **ALSO, **POSITIONAL}.get(name)
    module = SimpleNamespace(
        build_mlp=reference.build_mlp,
        build_cnn=build,
        train_epoch=reference.train_epoch,
        accuracy=reference.accuracy,
    )
    start = time.process_time()
    result, verdict = experiment.run(module, which, seed)
    return {
        "network": name,
        "seed": seed,
        "parameters": result["parameters"],
        "macs": result["macs"],
        "epochs": len(result["check"]),
        "check": round(result["check"][-1], 4),
        "middle": round(verdict["middle"], 4),
        "moved": round(verdict["moved"], 4),
        "worst_direction": round(min(verdict[d] for d in experiment.DIRECTIONS), 4),
        "kept": round(verdict["kept"], 4),
        "seconds": round(time.process_time() - start, 1),
    }


def known_runs() -> list[dict]:
    if not RUNS.exists():
        return []
    with RUNS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def run_missing() -> None:
    """Seed after seed; each run is kept as soon as it is done."""
    done = {(row["network"], int(row["seed"])) for row in known_runs()}
    kinds = list(HONEST)[:8]  # one of each kind first
    plan = [(name, seed) for seed in SEEDS for name in [DENSE, *kinds]]
    plan += [(name, seed) for seed in SEEDS for name in HONEST if name not in kinds]
    plan[:0] = [(name, seed) for seed in list(SEEDS)[:5] for name in [*ALSO, *POSITIONAL]]
    new = not RUNS.exists()
    with RUNS.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        if new:
            writer.writeheader()
        for name, seed in plan:
            if (name, seed) not in done:
                row = run(name, seed)
                writer.writerow(row)
                file.flush()
                print(row, flush=True)


def passes(name: str, row: dict) -> bool:
    middle, kept = float(row["middle"]), float(row["kept"])
    if name == DENSE:
        return middle >= experiment.NEEDED and kept < experiment.COLLAPSES
    return middle >= experiment.NEEDED and kept >= experiment.HOLDS


def table() -> str:
    rows = known_runs()
    e = experiment
    mlp, cnn = e.RECIPE["mlp"], e.RECIPE["cnn"]
    lines = [
        "# Calibration of the experiment in 05",
        "",
        "Made by `calibrate.py` from `runs.csv`: each line of that file is one training run, with"
        " the grader's own code, data and recipe.",
        "",
        f"- {e.TRAIN} digits to train, {e.CHECK} to know when to stop, {e.TEST} to judge;"
        f" batches of {cnn['batch']}.",
        f"- Adam, {mlp['lr']} for the dense network, {cnn['lr']} for the convolutional one; at"
        f" most {cnn['epochs']} epochs; stops at {e.GOOD_ENOUGH:.0%} in the middle. The first epoch"
        " runs at a fifth of this rate; from a third of the way the rate falls in a straight line.",
        f"- Passes: at least {e.NEEDED:.0%} in the middle; moved by {e.SHIFT} pixels (mean of"
        f" four directions) a convolutional network keeps at least {e.HOLDS:.0%} of its own"
        f" accuracy, a dense one less than {e.COLLAPSES:.0%}.",
        "- `first try` counts the seeds that pass by themselves. The grader makes a second try"
        " with another seed where the first stays below the accuracy needed.",
        "- seconds: processor time of one run on one core, training and testing.",
        "",
        "| network | parameters | MACs | epochs mean (max) | middle mean (min) | kept mean (worst)"
        " | seconds mean (max) | first try |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in [DENSE, *HONEST, *ALSO, *POSITIONAL]:
        mine = [row for row in rows if row["network"] == name]
        if not mine:
            continue
        column = {key: [float(row[key]) for row in mine] for key in COLUMNS[2:]}
        worst = min if name in {**HONEST, **ALSO} else max
        good = sum(passes(name, row) for row in mine)
        lines.append(
            f"| {name} | {int(column['parameters'][0]):,} | {int(column['macs'][0]):,}"
            f" | {mean(column['epochs']):.1f} ({max(column['epochs']):.0f})"
            f" | {mean(column['middle']):.2f} ({min(column['middle']):.2f})"
            f" | {mean(column['kept']):.2f} ({worst(column['kept']):.2f})"
            f" | {mean(column['seconds']):.1f} ({max(column['seconds']):.1f})"
            f" | {good} of {len(mine)} |"
        )
    lines += [
        "",
        "The last lines are networks that are legal for `build_cnn` but flatten a grid of"
        " positions: they are meant to lose the experiment's points, and do.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    torch.set_num_threads(1)
    if "--table" not in sys.argv[1:]:
        run_missing()
    TABLE.write_text(table(), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
