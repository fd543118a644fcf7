"""docs/benchmarks.md out of what was measured."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import Data, median, ratios, spread

KIT = "this kit, `run_autograder`"
FLOOR = "`import torch` alone"
PYTEST = "plain pytest, one process"
MEMORY = 450
WORKER = 10
COST = 0.5
GOALS = {"`nbgrader autograde`": 20, "`otter run`": 10, "gradescope-utils": 8}


def page(data: Data) -> str:
    """The whole document."""
    blocks = [
        "# Benchmarks",
        "`make bench` wrote this page and its pictures. Every comparison is a ratio within one run:"
        " the contenders take turns, round by round, and the table shows the median with the least"
        " and the most. Look at ratios rather than seconds: another machine has other seconds.",
        _machine(data["about"]),
        "## Goals",
        _table(("goal", "measured", ""), (_goal(*goal) for goal in goals(data))),
        _single(data["single"]),
        _worker(data["worker"]),
        _batch(data),
        _loop(data["loop"]),
        _footprint(data["footprint"]),
        REMAINS,
    ]
    return "\n\n".join(block.strip() for block in blocks) + "\n"


def goals(data: Data) -> Iterator[tuple[str, str, bool]]:
    """What was aimed at, what came out, and whether that is enough."""
    rows = data["single"]["rows"]
    for key, word in (("wall", "wall time"), ("cpu", "CPU time")):
        found = ratios(rows[KIT][key], rows[PYTEST][key])
        ok = median(found) <= 1.3
        yield f"one submission: at most 1.3 × plain pytest ({word})", f"{spread(found)} ×", ok
    for row in data["worker"]["rows"]:
        text = f"{row['slug']}: a worker costs a test at most {WORKER} ms (median)"
        yield text, f"{median(row['extra']):.1f} ms", median(row["extra"]) <= WORKER
    last = data["classes"]["rows"][-1]
    ours = last["wall"] / last["number"]
    for name, wish in GOALS.items():
        found_ratio = data["peers"]["seconds"][name] / ours
        text = f"a class: at least {wish} × the throughput of {name}"
        yield text, f"{found_ratio:.1f} ×", found_ratio >= wish
    costs = [_of_thousand(row) for row in data["each"]["rows"]]
    mean = sum(costs) / len(costs)
    text = f"at most {COST} CPU s a submission in a class of 1,000, 01 to 04 on average"
    yield text, f"{mean:.2f} s", mean <= COST
    speedup = ratios(data["workers"]["1 core"], data["workers"]["2 cores"])
    text = "two workers on two cores at least 1.8 × one on one"
    yield text, f"{spread(speedup)} ×", median(speedup) >= 1.8
    # A class of a few is over before the grader has been at work for long.
    rows = data["classes"]["rows"][-2:]
    numbers, sizes = zip(*((f"{row['number']:,}", row["usual"]) for row in rows))
    text = f"memory does not grow from a class of {numbers[0]} to one of {numbers[-1]}"
    grown = f"{sizes[0] >> 20} MB → {sizes[-1] >> 20} MB"
    yield text, grown, sizes[-1] <= 1.15 * sizes[0]
    for row in data["footprint"]["rows"]:
        peak = row["memory"] / 2**20
        yield f"{row['slug']}: peak at most {MEMORY} MB", f"{peak:.0f} MB", peak <= MEMORY
    text = f"the same {last['number']:,} again, unchanged: under 3 s"
    yield text, f"{last['again']:.1f} s", last["again"] < 3
    wait = median(data["loop"]["waits"]) - data["loop"]["tests"]
    text = "save to result: under 0.5 s beside the tests' own time"
    yield text, f"{wait:.2f} s", wait < 0.5


def _of_thousand(row: Data) -> float:
    """CPU seconds of one submission among a thousand, from two small classes that start alike."""
    smaller = row["smaller"]
    one = (row["cpu"] - smaller["cpu"]) / (row["number"] - smaller["number"])
    start = max(0.0, row["cpu"] - one * row["number"])
    return float(one + start / 1000)


def _goal(text: str, measured: str, ok: bool) -> tuple[str, str, str]:
    return text, measured, "met" if ok else "**missed**"


def _machine(about: Data) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    busy = f" At the start the load was {about['load']:.1f}."
    if about["load"] > 1.5:
        busy += " **The machine was busy: read the seconds with care.**"
    return (
        f"{about['date']} · {about['processor']}, {about['cores']} cores, {about['memory']} GB ·"
        f" {about['system']} · {versions}.{busy}"
    )


def _single(single: Data) -> str:
    rows = single["rows"]
    words = [
        "## One submission, end to end",
        f"The reference of 02_cross_correlate, {single['tests']} tests, from the start of the"
        " command to the written result. Everybody runs the same test bodies on the same inputs"
        " and gives full points, which is checked. The peers run them in the process that holds"
        " the student's code, without limits and without the watch over forbidden operations;"
        " this kit starts a fresh, confined process for each test.",
        "![One submission](pictures/bench_single.svg)",
    ]
    table = _table(
        ("", "wall, s", "CPU, s", "× pytest", "peak memory"),
        (
            (
                name,
                spread(row["wall"]),
                spread(row["cpu"]),
                spread(ratios(row["wall"], rows[PYTEST]["wall"])),
                f"{row['memory'] >> 20} MB",
            )
            for name, row in rows.items()
        ),
    )
    return "\n\n".join([*words, table])


def _worker(data: Data) -> str:
    bare = median(data["bare"])
    words = [
        "## A fresh worker for each test",
        "The tests of the references, in confined workers and in the judge's own process, in turn: how"
        " much longer a test takes for its worker. The middle half of all tests and rounds is shown;"
        " the longest are tests with many calls, whose first operations are slower in a new process.",
        "Most of it is the kernel's work, and kernels differ: a bare fork of a process that has"
        f" imported torch, up to its end and with nothing in between, took {bare:.1f} ms on this"
        " machine in the same minutes. The goal was set on one where it takes 3 to 4.",
    ]
    rows = []
    for row in data["rows"]:
        ordered = sorted(row["extra"])
        quarter, three = (ordered[len(ordered) * part // 4] for part in (1, 3))
        shown = f"{median(ordered):.1f} ({quarter:.1f}–{three:.1f})"
        rows.append((row["slug"], str(len(ordered)), shown, f"{median(ordered) / bare:.2f}"))
    table = _table(("", "measured", "milliseconds longer", "of a bare fork"), rows)
    return "\n\n".join([*words, table])


def _batch(data: Data) -> str:
    last = data["classes"]["rows"][-1]
    ours = last["wall"] / last["number"]
    classes = _table(
        (
            "submissions",
            "wall, s",
            "CPU s each",
            "submissions / min",
            "memory, usual",
            "at the peak",
            "once more",
        ),
        (
            (
                f"{row['number']:,}",
                f"{row['wall']:.1f}",
                f"{row['cpu'] / row['number']:.2f}",
                f"{60 * row['number'] / row['wall']:.0f}",
                f"{row['usual'] >> 20} MB",
                f"{row['memory'] >> 20} MB",
                f"{row['again']:.1f} s",
            )
            for row in data["classes"]["rows"]
        ),
    )
    each = _table(
        ("", "CPU s each", "wall s each", "CPU s each of 1,000"),
        (
            (
                row["slug"],
                f"{row['cpu'] / row['number']:.2f}",
                f"{row['wall'] / row['number']:.2f}",
                f"{_of_thousand(row):.2f}",
            )
            for row in data["each"]["rows"]
        ),
    )
    compared = _table(
        ("", "s each", "a class of 1,000", "this kit is faster by"),
        [
            ("this kit, two workers", f"{ours:.2f}", _minutes(1000 * ours), ""),
            *(
                (name, f"{each:.2f}", _minutes(1000 * each), f"{each / ours:.1f} ×")
                for name, each in data["peers"]["seconds"].items()
            ),
        ],
    )
    workers, cluster, small = data["workers"], data["cluster"], data["each"]["rows"][0]
    return "\n\n".join(
        [
            "## A whole class",
            f"Submissions to {data['classes']['slug']}. Four in ten answers are the reference, two another"
            " right answer, four a wrong idea"
            " (which also costs a diagnosis); none hangs. Two workers, `autograder grade`."
            " *Once more* is the same command on unchanged submissions.",
            classes,
            "What one submission costs in each assignment, the start of the grader included, which"
            f" {small['number']} submissions share; and, from the difference to a class of"
            f" {small['smaller']['number']}, what it costs where a thousand share it:",
            each,
            f"The peers graded the first {data['peers']['number']} of the same class one after"
            " another, as they do; their thousand is extrapolated. They use one core, this kit two.",
            compared,
            "![A class](pictures/bench_class.svg)",
            f"One worker against two, {workers['number']} submissions: {spread(workers['1'])} s"
            f" and {spread(workers['2'])} s with all cores, of which one worker uses more than"
            f" one; {spread(workers['1 core'])} s on one core and"
            f" {spread(workers['2 cores'])} s on two. On a Dask cluster of two local workers,"
            f" {cluster['number']} submissions took {cluster['wall']:.1f} s, the start of the"
            " grader on each worker included.",
        ]
    )


def _loop(loop: Data) -> str:
    return "\n\n".join(
        [
            "## The student's loop",
            f"`python check.py --watch` in the student's folder, the finished solution saved"
            f" {len(loop['waits'])} times: {spread(loop['waits'])} s from the save to the whole"
            f" result. The public tests themselves take {loop['tests']:.2f} s of that.",
        ]
    )


def _footprint(found: Data) -> str:
    table = _table(
        ("assignment", "Gradescope zip", "student's zip", "peak memory of the reference"),
        (
            (
                row["slug"],
                f"{row['zip'] / 1000:.0f} kB",
                f"{row['student'] / 1000:.0f} kB",
                f"{row['memory'] >> 20} MB",
            )
            for row in found["rows"]
        ),
    )
    text = f"`autograder package` of one assignment takes {spread(found['package'])} s"
    if found["verify"]:
        text += (
            f", `autograder verify` of one, every misconception included, {found['verify']:.0f} s"
        )
    return "\n\n".join(
        [
            "## Sizes, memory, builds",
            "Memory is the proportional set size of the whole tree of processes: what a container"
            " would hold.",
            table,
            text + ".",
        ]
    )


REMAINS = """\
## Where the time goes

Both paths were profiled by processor time (`cProfile`, with `time.process_time`), for one
submission and for a class.

Found and removed:

- For each test that fails, pytest wrote a report of its own, which parses the source of every frame
  of the traceback. Nobody reads it: the judge needs the exception alone. It was about 30 ms under
  the profiler for each failing test.
- Making inputs, number by number with `randint`, was an eighth of the judge's time in a class. The
  same numbers now come from the generator's bits in a fifth of it. Keys of known answers, and the
  wire, take a short way for plain numbers and text.
- Every worker wrapped the forbidden functions anew and met the first operation of torch cold. Both
  now happen once, before the fork; and a worker shuts itself in while the one before is cleared
  away.
- The process that forked the workers also looked after them, and after each fork it copied every
  page that it wrote to. A small process forks now, and does nothing else.
- Each worker compiled the student's file. The first one does, before any student code has run in
  it; the others import the result: 5 ms became 1.
- Each worker was told its whole job, wrote the student's files, made its streams, sowed its random
  numbers and put the filter of system calls together. All that is the same for every worker is now
  done in the process that they are forked from, the files are laid out once a session, and the
  judge says what comes next, so that a worker is shut in before it is asked for. With shorter
  messages and with a fork that leaves Python's own preparations out (two hundred pages), a test
  takes a tenth (02) to a sixth (01) less processor time.
- New objects were strewn over the gaps that imports leave in memory, one page copied for each. The
  gaps are filled before the first fork: a third fewer pages.
- Whatever a student's code did while operations were forbidden went through Python, to see whether
  it was one of them. Now PyTorch itself stops at the forbidden ones and nowhere else: a sixth to a
  quarter of the processor time of a test of 02.
- The code that workers run first lay strewn over the memory that torch fills, a page or two in each
  place. The process they descend from imports it once more, in one piece, and plays a worker's part
  once: a tenth fewer pages.
- Tensors without numbers (`device="meta"`) make PyTorch import a library of symbols, half a second
  in each worker of an answer that uses them. A class has it imported once, before it begins.
- Each worker's end looked through the folders that all may write to, which are long on some
  machines. It does so only where something has come or gone.
- Memory in large pages (`GLIBC_TUNABLES`) makes a fork and the end of a process half as dear.
- The process that looks after the workers asked over and over whether a killed one was gone. It
  sleeps until the kernel says so: a thirtieth less processor time, and in a second test no wait for
  what the first one compiled.
- Garbage collection went through all that the libraries made, twice, before the first test. It is
  set aside at once.
- Sessions that had ended were not waited for, so their processor time was missing from what the
  system counts for the grader. They are now; the figures for CPU above are whole.

Tried and left out, because nothing was gained: two workers ready instead of one; less priority for
a worker that is taken apart; the C library's allocator for Python's objects (dearer, by a fifth);
Python's memory in one heap with the libraries' (the same, within the error); touching a worker's
usual pages ahead in one call (as dear as one by one); the libraries' code in large pages (a
thirtieth of a test of 02 or 04, nothing in the others, for 100 MB and half a second at the start).

What remains:

- *The start.* Importing torch is the floor in the first table; no grader of torch code is without
  it. pytest and the kit's own modules come next. A class pays for all this once.
- *The tests' own arithmetic*, once beside the student's code and once by the reference. In a class
  the reference is asked once, before the judges are forked.
- *A worker for each test*: a fork, confinement, the import of the student's file. Most of it is the
  kernel's: a worker touches about a thousand pages that it shares with its parent, each of which is
  copied at the first touch (Python counts references inside the objects), and each process's pages
  are taken apart at its end.
- *Diagnosis*, on wrong answers only: the misconceptions are loaded, and run on the same inputs.
- *Memory*: the peak is the dearest moment of two submissions side by side, and a larger class finds a
  dearer one, so the goal is about the usual. What lasts does not grow: in a class of 300 the
  command, the loaded grader and the spawner took 39, 253 and 164 MB after 8 s, and 40, 253 and 164
  MB after 104 s.
"""


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"


def _table(head: tuple[str, ...], rows: object) -> str:
    lines = ["| " + " | ".join(head) + " |"]
    lines.append("| --- |" + " --: |" * (len(head) - 1))
    lines += ["| " + " | ".join(row) + " |" for row in rows]  # type: ignore[attr-defined]
    return "\n".join(lines)
