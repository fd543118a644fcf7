"""`verify --attacks`: hands every attack to the packaged zip, and says whether it was contained.

It stands beside the submissions that it hands in, so it works in a checkout of the repository.
"""

from __future__ import annotations

import json
import runpy
import secrets
import sys
import tempfile
from collections.abc import Container, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import Any, Literal

from rich.text import Text

from autograder.batch.run import NOBODY, RunProgress
from autograder.build.gradescope import build_one, lay_out
from autograder.build.reading import read_tests
from autograder.build.starter import functions_of
from autograder.cli.app import console
from autograder.cli.tables import table
from autograder.course import Assignment, Spec
from autograder.course.errors import GradingError
from autograder.judge.at_gradescope import Layout
from autograder.prove.cases import half, texts_of
from autograder.prove.proofs import faults_in
from autograder.prove.rehearse import as_in_docker, not_enforced, run_there
from autograder.sandbox import remove_tree
from autograder.testing.plain import plain, plain_data

FOLDER = Path(__file__).parent
STAGE = FOLDER / "stage.py"
Kind = Literal["code", "honest", "uploads"]
KINDS: tuple[Kind, ...] = ("code", "honest", "uploads")

# An attack that never ends costs its limits: tighter ones than the course's, for attacks only.
TIGHT = {"seconds": 3, "total_seconds": 60}
# Rightful code must not fail for a slow machine's sake: speed is not what is judged here.
WIDE = {"seconds": 30, "total_seconds": 150}
PATIENCE = 180.0  # seconds until a grader that should have ended by itself is given up
OPEN_PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/run/lock", "/dev/mqueue")
NUMBER = "7203641"  # see _before.py
PARSING = Lock()  # no two threads can parse where Python is older than 3.11.8 or 3.12.2

CANARIES = ("hidden", "reference", "environment", "metadata")


@dataclass(frozen=True)
class Attack:
    """One file of the attack folder."""

    kind: Kind
    path: Path

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.path.stem}"

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class AttackVerdict:
    """What came of one attack."""

    attack: str
    score: float | None
    share: float  # what its honest part is worth
    seconds: float
    reasons: tuple[str, ...] = ()  # why it was not contained

    @property
    def contained(self) -> bool:
        return not self.reasons

    @property
    def sentence(self) -> str:
        """One line for the table of faults."""
        return f"{self.attack}: not contained: {'; '.join(self.reasons)}"


@dataclass(frozen=True)
class _Left:
    """What one run of run_autograder left to be judged."""

    text: str  # results.json
    said: str  # standard output and error, for staff
    code: int | None
    seconds: float
    processes: Sequence[str]
    files: Sequence[str]
    mark: str  # of the canaries
    token: str  # of this run


def attacks(spec: Spec | None = None) -> list[Attack]:
    """Every attack, honest twins included, in the order of their names; or those that suit.

    Rightful code uses torch only in a course that has it; an attack may try anything.
    """
    found = [
        Attack(kind, path) for kind in KINDS for path in sorted((FOLDER / kind).glob("[!_]*.py"))
    ]
    without_torch = spec is not None and "torch" not in spec.preload
    return [a for a in found if not (without_torch and a.kind == "honest" and "torch" in a.text)]


def hand_in(
    attack: Attack | None, assignment: Assignment, folder: Path, ground: Path, token: str
) -> None:
    """Fill a submission's folder; no attack at all: the half-written solution by itself.

    It is told the `ground` that it will be graded on, and a mark of this run's own.
    """
    texts, _ = half(assignment)
    main = assignment.main_file
    if attack and attack.kind == "uploads":
        runpy.run_path(str(attack.path))["plant"](folder, main, texts[main])
        return
    if attack and attack.kind == "honest":
        texts = texts_of(assignment.solutions())
    before, after = (
        (FOLDER / name).read_text(encoding="utf-8") for name in ("_before.py", "_after.py")
    )
    for mark, value in (
        ("@GROUND@", str(ground)),
        ("@TOKEN@", token),
        ("@PROBLEMS@", " ".join(functions_of(assignment))),
    ):
        before = before.replace(mark, value)
    texts[main] = "\n".join([texts[main], before, attack.text if attack else "", after])
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def attack_zip(assignment: Assignment, jobs: int, progress: RunProgress) -> list[AttackVerdict]:
    """Build the zip into a folder that is removed again, and hand every attack that suits to it."""
    chosen = attacks(assignment.spec)
    progress.total(len(chosen))
    with tempfile.TemporaryDirectory(prefix="autograder-attacks-") as folder:
        built = build_one(assignment, Path(folder), "cpu")
        return examine(assignment, built, chosen, jobs, progress)


def show(slug: str, verdicts: Sequence[AttackVerdict]) -> None:
    """One line for each attack: what it tried, and what came of it."""
    shown = table("attack", "points", "seconds", "", right=[1, 2])
    shown.title, shown.title_justify = f"{slug}: attacks", "left"
    for column in shown.columns[:3]:
        column.no_wrap = True
    for verdict in verdicts:
        score = "–" if verdict.score is None else f"{verdict.score:g}"
        end = "contained" if verdict.contained else f"NOT CONTAINED: {'; '.join(verdict.reasons)}"
        if verdict.attack.startswith("honest/") and verdict.contained:
            end = "full marks"
        points = f"{score} of {verdict.share:g}"
        style = None if verdict.contained else "bold red"
        shown.add_row(verdict.attack, points, f"{verdict.seconds:.0f}", Text(end), style=style)
    console.print(shown)
    held = sum(verdict.contained for verdict in verdicts)
    console.print(f"{held} of {len(verdicts)} contained")


def examine(
    assignment: Assignment,
    archive: Path,
    chosen: Sequence[Attack],
    jobs: int = 2,
    progress: RunProgress = NOBODY,
) -> list[AttackVerdict]:
    """Hand in attacks through run_autograder, `jobs` at a time, each on ground of its own."""
    folder = Path(tempfile.mkdtemp(prefix="attack-ground-"))
    folder.chmod(0o755)  # as /autograder is: what must be closed has to be closed by the grader
    try:
        grounds: SimpleQueue[tuple[Layout, str]] = SimpleQueue()
        for number in range(jobs):
            grounds.put(_ground(archive, folder / str(number)))

        def grade(attack: Attack | None) -> _Left:
            ground = grounds.get()
            try:
                return _run(*ground, attack, assignment)
            finally:
                grounds.put(ground)

        share, open_ones = _share(grade(None)), visible_tests(assignment)

        def one(attack: Attack) -> AttackVerdict:
            verdict = _verdict(attack, grade(attack), share, assignment, open_ones)
            progress.step()
            return verdict

        with ThreadPoolExecutor(jobs) as pool:
            return list(pool.map(one, chosen))
    finally:
        remove_tree(str(folder))


def visible_tests(assignment: Assignment) -> frozenset[str]:
    """Hidden tests that show everything."""
    return frozenset(test.id for test in read_tests(assignment) if "visible" in test.marks)


def _ground(archive: Path, root: Path) -> tuple[Layout, str]:
    """An unpacked zip, and the mark of the canaries in everything that is secret there."""
    root.mkdir(mode=0o755)
    layout, mark = lay_out(archive, root), secrets.token_hex(8)
    for kind, pattern in (("hidden", "tests/hidden/*/*.py"), ("reference", "solutions/*/*.py")):
        for path in layout.source.glob(pattern):
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\n_KEPT = 'CANARY-{kind}-{mark}'\n")
    facts = {
        "id": 1,
        "users": [{"name": "N", "email": f"CANARY-metadata-{mark}@example.org"}],
        "assignment": {"title": "t", "total_points": "20.0"},
    }
    layout.metadata.write_text(json.dumps(facts), encoding="utf-8")
    return layout, mark


def _run(layout: Layout, mark: str, attack: Attack | None, assignment: Assignment) -> _Left:
    """One submission through run_autograder, on a stage that sees every process it leaves."""
    token = secrets.token_hex(6)
    remove_tree(str(layout.submission))
    layout.submission.mkdir()
    layout.results_file.unlink(missing_ok=True)
    with PARSING:
        hand_in(attack, assignment, layout.submission, layout.root, token)
    _set_limits(layout, WIDE if attack is None or attack.kind == "honest" else TIGHT)
    before, report = _listing(layout), layout.root.parent / f"{token}.json"
    command = [sys.executable, "-I", str(STAGE), str(report), str(PATIENCE)]
    command = as_in_docker([*command, str(layout.root / "run_autograder")])
    said = run_there(command, layout.root, HARNESS_NOTE=f"CANARY-environment-{mark}").said
    facts: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    left = [path for place in OPEN_PLACES for path in _left_in(place, token)]
    if _listing(layout) != before:
        left.append(f"something else in {layout.source}")
    try:
        text = layout.results_file.read_text(encoding="utf-8")
    except OSError:
        text = ""
    return _Left(text, said, facts["code"], facts["seconds"], facts["left"], left, mark, token)


def _set_limits(layout: Layout, limits: dict[str, int]) -> None:
    file = layout.source / "assignment.json"
    spec = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**spec, **limits}), encoding="utf-8")


def _listing(layout: Layout) -> dict[str, tuple[int, int]]:
    """Sizes and times of what no submission may change."""
    paths = [path for path in layout.source.rglob("*") if "__pycache__" not in path.parts]
    paths += [layout.root / "run_autograder", layout.metadata]
    return {str(p): (p.lstat().st_size, p.lstat().st_mtime_ns) for p in paths if p.is_file()}


def _left_in(place: str, token: str) -> Iterator[str]:
    """What a submission left in a folder that is open to all; it is removed."""
    for path in Path(place).glob("*"):
        if token in path.name or path.name == "planted":
            yield str(path)
            if path.is_dir() and not path.is_symlink():
                remove_tree(str(path))
            else:
                path.unlink()


def _share(control: _Left) -> float:
    """The score of the half-written solution by itself."""
    faults = faults_in(control.text) or list(_leaks(control))
    data = json.loads(control.text) if control.text else {}
    if faults or not data.get("tests"):
        raise GradingError(
            "the half-written solution could not be graded by the zip, so no attack can be judged:"
            f" {faults[:1]} {control.said[-2000:]}"
        )
    reached = data["extra_data"].get("isolation")
    if not not_enforced() and reached != "full":
        raise GradingError(
            f"the grader in the zip shuts submissions in no better than {reached!r} here, as root"
            f" with Docker's capabilities; it should be 'full'. It says:\n{control.said[:1500]}"
        )
    return float(data["score"])


def _verdict(
    attack: Attack, run: _Left, share: float, assignment: Assignment, open_ones: Container[str]
) -> AttackVerdict:
    reasons, score = list(_leaks(run)), None
    honest, spec = attack.kind == "honest", assignment.spec
    due = spec.points + spec.extra_points if honest else share
    if faults := faults_in(run.text):
        reasons.append(faults[0])
    else:
        data = json.loads(run.text)
        score = float(data["score"])
        reasons += _smuggled(data["tests"], run.token, open_ones)
        if plain_data(data) != data:
            reasons.append("a control character or a mark of direction is in results.json")
        if honest and score != due:
            first: dict[str, Any] = next((t for t in data["tests"] if t["status"] != "passed"), {})
            reasons.append(f"{score:g} of {due:g} points: {first.get('output', '')[:200]}")
        elif score > due:
            reasons.append(f"{score:g} points where {due:g} were earned")
        if data["extra_data"].get("complete") is False and not _late(run):
            reasons.append("the grader says that it had a problem")
    return AttackVerdict(attack.name, score, due, run.seconds, tuple(reasons))


def _late(run: _Left) -> bool:
    """Whether a partial result stands because the submission used up its time."""
    return "ran out of time" in run.text or "used up its time" in run.text


def _leaks(run: _Left) -> Iterator[str]:
    """Everything but the score that tells of a hole."""
    if run.code is None:
        yield f"the grader did not end within {PATIENCE:g} s"
    elif run.code:
        yield f"run_autograder ended with code {run.code}"
    for kind in CANARIES:
        for where, text in (("results.json", run.text), ("the grader's output", run.said)):
            if f"CANARY-{kind}-{run.mark}" in text:
                yield f"the canary of {kind} is in {where}"
    if plain(run.said) != run.said:
        yield "a control character or a mark of direction is in the grader's output"
    mark = f"LEAK-{run.token} "
    if mark in run.said or mark in run.text:
        at = (run.said + run.text).partition(mark)[2]
        yield f"it reached: {at.partition(chr(10))[0][:80]}"
    if run.processes:
        yield f"processes left: {', '.join(run.processes[:5])}"
    if run.files:
        yield f"files left: {', '.join(run.files[:5])}"


def _smuggled(
    tests: Sequence[dict[str, Any]], token: str, open_ones: Container[str]
) -> Iterator[str]:
    """Marked words and numbers in what hidden tests show, but for those that show everything."""
    pages = [t["output"] for t in tests if t.get("output_format") in ("html", "md")]
    if any("<script" in page or "<img src=x" in page for page in pages):
        yield "markup of the submission's own reaches the page"
    numbers = (NUMBER, NUMBER[1:], f"{NUMBER[:4]}.{NUMBER[4:]}", "٧२०๓.۶၄١")
    words = (*(f"SAID{mark}{token}" for mark in "-._ "), *numbers)
    for test in tests:
        name = test["extra_data"]["test"]
        if name.startswith("hidden/") and name not in open_ones:
            said = [test["output"], test["name"], test["extra_data"]]
            shown = json.dumps(said, ensure_ascii=False)
            if any(word in shown for word in words):
                yield f"a hidden test shows the submission's own words: {test['output'][:80]!r}"
                return
