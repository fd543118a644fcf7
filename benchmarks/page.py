"""docs/benchmarks.md out of what was measured."""

from __future__ import annotations

from benchmarks.goals import KIT, PYTEST, TORCH, ends, goals, numbers, slope, torch
from benchmarks.measure import Data, median, ratios, spread

PEERS = "02_cross_correlate"  # what the peers grade as well
KINDS = {"mixed": "mixed", "right": "all right", "wrong": "all wrong"}


def page(data: Data) -> str:
    """The whole document."""
    blocks = [
        "# Benchmarks",
        "`make bench` wrote this page and its pictures. Every comparison is a ratio within one run:"
        " the contenders take turns, round by round, and the tables show the median with the least"
        " and the most. Look at ratios rather than seconds: another machine has other seconds.",
        _machine(data["about"]),
        "## Goals",
        f"Goals in CPU seconds were set where `import torch` costs {TORCH} s; they are measured as a"
        f" share of what it costs in this run, {torch(data['each']):.2f} s.",
        _table(("goal", "measured", ""), (_goal(*goal) for goal in goals(data))),
        _single(data["single"]),
        _batch(data),
        _worker(data["worker"]),
        _judge(data["judge"]),
        _loop(data["loop"]),
        _footprint(data["footprint"]),
        REMAINS,
    ]
    return "\n\n".join(block.strip() for block in blocks) + "\n"


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
    words = [
        "## One submission, end to end",
        "From the start of the command to the written result. Everybody runs the same test bodies on"
        " the same inputs and gives the reference full points, which is checked. The peers run them"
        " in the process that holds the student's code, without limits and without the watch over"
        " forbidden operations; this kit asks confined processes. Memory is the proportional set"
        " size of the whole tree of processes: what a container would hold.",
    ]
    if PEERS in single:
        rows = single[PEERS]["rows"]
        words += [
            f"{PEERS}, {single[PEERS]['tests']} tests:",
            "![One submission](pictures/bench_single.svg)",
            _table(
                ("", "wall, s", "CPU, s", "× pytest", "peak memory"),
                (
                    (name, spread(row["wall"]), spread(row["cpu"]),
                     spread(ratios(row["wall"], rows[PYTEST]["wall"])),
                     f"{row['memory'] / 2**20:.0f} MB")
                    for name, row in rows.items()
                ),
            ),
        ]  # fmt: skip
    table = _table(
        ("", "tests", "wall, s", "pytest's", "CPU, s", "pytest's", "peak memory"),
        (
            (slug, str(one["tests"]),
             *(spread(one["rows"][who][key]) for key in ("wall", "cpu") for who in (KIT, PYTEST)),
             f"{one['rows'][KIT]['memory'] / 2**20:.0f} MB")
            for slug, one in single.items()
        ),
    )  # fmt: skip
    words.append("This kit beside plain pytest (05 trains networks, which takes everybody long):")
    return "\n\n".join([*words, table])


def _worker(data: Data) -> str:
    words = [
        "## One worker",
        "Opened, shut in, the reference imported, one question asked, ended and swept away; and in"
        " turn with it a bare fork of the judge, which has imported torch, up to its end and with"
        " nothing in between. Most of either is the kernel's work, and kernels differ. A right"
        " submission needs a few workers: one for the open tests, one for the hidden ones, and one"
        " for each test that must have its own.",
    ]
    table = _table(
        ("", "milliseconds", "a bare fork", "×", "tests", "workers for the reference"),
        (
            (row["slug"], spread(row["worker"]), spread(row["fork"]),
             f"{median(row['worker']) / median(row['fork']):.1f}",
             str(row["tests"]), str(row["opened"]))
            for row in data["rows"]
        ),
    )  # fmt: skip
    return "\n\n".join([*words, table])


def _judge(data: Data) -> str:
    first, end = ends(data["memory"])
    return (
        "## A judge's memory\n\n"
        f"One judge graded {data['number']:,} different submissions to {data['slug']}, in a class"
        f" like the ones above, and was not replaced, as judges otherwise are: {first} MB in the"
        f" first tenth of them, {end} MB in the last, {max(data['memory']) / 2**20:.0f} MB at most"
        " (libraries' own files, which are shared, not counted)."
    )


def _batch(data: Data) -> str:
    last = data["classes"]["rows"][-1]
    ours = last["wall"] / last["number"]
    classes = _table(
        ("submissions", "wall, s", "CPU s each", "in a minute", "memory, usual", "at the peak",
         "once more"),
        (
            (f"{row['number']:,}", f"{row['wall']:.1f}", f"{row['cpu'] / row['number']:.2f}",
             f"{60 * row['number'] / row['wall']:.0f}", f"{row['usual'] / 2**20:.0f} MB",
             f"{row['memory'] / 2**20:.0f} MB", f"{row['again']:.1f} s")
            for row in data["classes"]["rows"]
        ),
    )  # fmt: skip
    each = _table(
        ("CPU s (wall s) of a submission", *KINDS.values(), "all right, of `import torch`"),
        (
            (row["slug"],
             *(f"{slope(row[kind], 'cpu'):.2f} ({slope(row[kind], 'wall'):.2f})" for kind in KINDS),
             f"{slope(row['right'], 'cpu') / row['torch']:.2f}")
            for row in data["each"]["rows"]
        ),
    )  # fmt: skip
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
    workers, first = data["workers"], data["each"]["rows"][0]
    whole = {way: [large for _, large in workers[way]] for way in ("1", "2")}
    *_, smaller, larger = numbers(first)
    starts = [row["start"]["cpu"] for row in data["each"]["rows"]]
    return "\n\n".join(
        [
            "## A whole class",
            f"Submissions to {data['classes']['slug']}. Four in ten answers are the reference, two"
            " another right answer, four a wrong idea (which is asked again, and diagnosed); none"
            " hangs. Two workers, `autograder grade`."
            " *Once more* is the same command on unchanged submissions.",
            classes,
            "What one submission costs in a class of 1,000, with two workers: from the difference"
            f" between a class of {smaller} and one of {larger} (all right, all wrong:"
            f" {first['right'][0]['number']} and {first['right'][1]['number']}), so that the start is"
            " left out. The start of a class of"
            f" {first['start']['number']} takes {spread(starts)} CPU s.",
            each,
            f"The peers graded the first {data['peers']['number']} of the first class one after"
            " another, as they do; their thousand is extrapolated. They use one core, this kit two.",
            compared,
            "![A class](pictures/bench_class.svg)",
            f"{workers['numbers'][-1]} submissions took one worker on one core {spread(whole['1'])} s,"
            f" two on two {spread(whole['2'])} s, the start included, which is made once.",
        ]
    )


def _loop(loop: Data) -> str:
    return (
        "## The student's loop\n\n"
        f"`python check.py --watch` in the student's folder, the finished solution saved"
        f" {len(loop['waits'])} times: {spread(loop['waits'])} s from the save to the whole"
        f" result. The public tests themselves take {loop['tests']:.2f} s of that. A first"
        f" `python check.py` takes {spread(loop['cold']['check'])} s from its start to its end, where"
        f" `import torch` alone takes {spread(loop['cold']['torch'])} s."
    )


def _footprint(found: Data) -> str:
    table = _table(
        ("assignment", "Gradescope zip", "student's zip"),
        (
            (row["slug"], f"{row['zip'] / 1000:.0f} kB", f"{row['student'] / 1000:.0f} kB")
            for row in found["rows"]
        ),
    )
    text = f"`autograder package` of one assignment takes {spread(found['package'])} s"
    if found["verify"]:
        text += f", `autograder verify` of one, every wrong idea included, {found['verify']:.0f} s"
    return "\n\n".join(["## Sizes and builds", table, text + "."])


REMAINS = """\
## Where the time goes

What makes a submission cheap:

- *A test is planned once.* Its body runs against the reference when the grader starts: that gives its
  questions and the reference's answers, in bytes. A test whose answers are the same bytes has passed,
  and its body does not run again.
- *A worker is asked test after test.* A right submission pays for a few processes, however many tests
  there are. What has not passed is asked of one more, the other way round; answered alike, it has
  failed. What is not written yet is not asked again.
- *A judge serves one submission after another.* Nothing is forked for a submission but its workers.

What remains:

- *The start.* Importing torch is the floor in the first table, and no grader of torch code is without
  it. The reference, the tests and their plans come on top. A class pays for it once.
- *The student's own arithmetic*, which is never saved: each worker imports the file, and every
  question is answered by running it.
- *A worker*: a fork of a process that has torch, its confinement, its end. Most of it is the kernel's:
  shared pages are copied at their first touch, and taken apart when the process ends.
- *Wrong answers.* They cost a second worker in each stage, one more where something stands in for a
  function below, the tests' bodies, and the words for the student; they are held against the wrong
  ideas' on the same inputs, which a class has found out once, at the start. The rest lies
  between *all right* and *all wrong*.
- *Tests that cannot share a worker*: with limits of their own, or hidden ones whose right answers could
  be guessed. How many workers a right submission needs stands under *One worker*.
"""


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"


def _table(head: tuple[str, ...], rows: object) -> str:
    lines = ["| " + " | ".join(head) + " |"]
    lines.append("| --- |" + " --: |" * (len(head) - 1))
    lines += ["| " + " | ".join(row) + " |" for row in rows]  # type: ignore[attr-defined]
    return "\n".join(lines)
