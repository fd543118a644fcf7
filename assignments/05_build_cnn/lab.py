"""The prior on trial: five networks, four tests, and your prediction beside each result.

python lab.py                    asks for your predictions, trains, draws
python lab.py --save FILE.png    saves the picture there
python lab.py --quick            50 and 200 digits only, a first look
python lab.py --measure          three seeds, into the table that comes along (five minutes)

Dense, dense with randomly shifted copies, locally connected, convolution, and convolution with
global pooling learn from 50, 200 and 1,000 digits. The first two are your `build_mlp`, the last is
your `build_cnn`; your `train_epoch` trains all of them and your `accuracy` judges them. A picture
is 24×24, a digit in it 8×8. Nothing is graded.
"""

import csv
import sys
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), *(str(HERE / name) for name in ("kit", "support"))]

import prior  # noqa: E402
from prior import NETWORKS, SEEDS, SIZES, TESTS, networks, passes, trial  # noqa: E402
from workbench import must_have, progress, student_module  # noqa: E402

from autograder.student.drawing import arguments, has_window  # noqa: E402

TABLE = Path(prior.__file__).with_name("lab.csv")

# ------------------------------------------------------------- predictions and pictures


def predictions(task: str) -> dict[str, float]:
    """What the student expects with 200 digits; empty where nobody is there to be asked."""
    names = networks(task)
    print(f"\n{TESTS[task]}")
    print(f"With 200 digits, how many of 100 will be right? {len(names)} numbers, in this order:")
    print("  " + "; ".join(names) + ".  (Guessing gets 10. Enter alone: no prediction.)")
    while True:
        try:
            words = input("> ").replace(",", " ").replace("%", " ").split()
        except EOFError:
            print("no prediction")
            return {}
        try:
            numbers = [float(word) / 100 for word in words]
        except ValueError:
            numbers = [-1.0]
        if not numbers:
            return {}
        if len(numbers) == len(names) and all(0 <= number <= 1 for number in numbers):
            return dict(zip(names, numbers))
        print(f"{len(names)} numbers from 0 to 100, please, with blanks between them.")


def measured() -> dict[tuple[str, str, int], list[float]]:
    """The table that comes along: (task, network, digits) → one accuracy for each seed."""
    table: dict[tuple[str, str, int], list[float]] = {}
    with TABLE.open(newline="") as file:
        for row in csv.DictReader(file):
            key = (row["test"], row["network"], int(row["digits"]))
            table.setdefault(key, []).append(float(row["right"]))
    return table


def show(task: str, expected: dict, results: dict, sizes: tuple[int, ...]) -> None:
    """Prediction and result side by side, with what was measured before this was handed out."""
    before = measured()
    heads = "".join(f"{size:>8,}" for size in sizes)
    print(f"\n{'right, of 100 digits':30s}{'you said':>9s}{heads}   here before, with 200")
    for name in networks(task):
        said = f"{100 * expected[name]:.0f}" if name in expected else "–"
        row = "".join(f"{100 * results[task, name, size]:8.0f}" for size in sizes)
        runs = before.get((task, name, 200), [])
        spread = f"   {100 * min(runs):.0f} to {100 * max(runs):.0f}" if runs else ""
        print(f"{name:30s}{said:>9s}{row}{spread}")


def draw(expected: dict, results: dict, sizes: tuple[int, ...]):
    """One panel for each test so far; hollow marks are predictions."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 4, figsize=(15, 4.6), layout="constrained", sharey=True)
    for ax, task in zip(axes, TESTS):
        ax.set(title=task, xscale="log", xlabel="digits to learn from", ylim=(0, 1.02))
        ax.set_xticks(sizes, [f"{size:,}" for size in sizes])
        ax.set_xticks([], minor=True)
        ax.axhline(0.1, color="#bbbbbb", ls=":")
        for name in networks(task) if task in expected else ():
            _, _, line, colour = NETWORKS[name]
            rights = [results[task, name, size] for size in sizes]
            ax.plot(sizes, rights, line, color=colour, label=name)
            if name in expected[task]:
                guess = expected[task][name]
                ax.plot(200, guess, line[0], color=colour, mfc="none", ms=12, mew=1.6)
    axes[0].set_ylabel("share right")
    handles, names = axes[max(0, len(expected) - 1)].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=6, frameon=False)
    return figure


# ------------------------------------------------------------------------------ running


def all_runs(pool: Executor, tasks, sizes, seed: int) -> dict[tuple[str, str, int], float]:
    """Train and test every network of the tasks, two at a time, the slowest first."""
    plan = [(task, name, size) for task in tasks for size in sizes for name in networks(task)]
    plan.sort(key=lambda job: -passes(*job[1:]) * job[2])
    steps = [passes(name, size) * -(-size // 16) for _, name, size in plan]
    jobs = [pool.submit(trial, *job, seed) for job in plan]
    results: dict[tuple[str, str, int], float] = {}
    start = time.monotonic()
    for number, (job, (task, name, size)) in enumerate(zip(jobs, plan), start=1):
        results |= job.result()
        progress(sum(steps[:number]), sum(steps), start, f"{task}: {name}, {size:,} digits")
    return results


def measure(pool: Executor) -> None:
    """The table that comes along: every run with three seeds."""
    rows = []
    for seed in SEEDS:
        results = all_runs(pool, ("middle", "shuffled", "sky"), SIZES, seed)
        results |= trial("middle", list(NETWORKS)[-1], SIZES[-1], seed)
        rows += [(*key, seed, f"{right:.4f}") for key, right in results.items()]
    with TABLE.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("test", "network", "digits", "seed", "right"))
        writer.writerows(rows)


def main() -> None:
    options = arguments(__doc__)
    options.add_argument("--quick", action="store_true", help="50 and 200 digits only")
    options.add_argument("--measure", action="store_true", help="write the table that comes along")
    chosen = options.parse_args()
    must_have(student_module(), "build_mlp", "build_cnn", "train_epoch", "accuracy")
    window = has_window() and not chosen.save
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        if chosen.measure:
            return measure(pool)
        figure = tests(pool, SIZES[:2] if chosen.quick else SIZES, chosen.save or "lab.png")
    if window:
        figure.show()
        input("Enter closes the window. ")


def tests(pool: Executor, sizes: tuple[int, ...], target: str):
    """Each test: ask, train, show, draw."""
    expected: dict[str, dict[str, float]] = {}
    results: dict[tuple[str, str, int], float] = {}
    for task in TESTS:
        expected[task] = predictions(task)
        if task != "moved":
            results |= all_runs(pool, (task,), sizes, SEEDS[0])
        show(task, expected[task], results, sizes)
        figure = draw(expected, results, sizes)
        figure.savefig(target, dpi=80)
        print(f"The plot is in {target}.")
    return figure


if __name__ == "__main__":
    main()
