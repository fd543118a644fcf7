"""`viva.html`: questions to each student about their own code, the keys being what it returns.

A sheet for each student, its key on the back, and all keys for whoever asks.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from autograder.batch.graded import Class, Handed, read_class, snippet
from autograder.batch.report import labels_of, write_page
from autograder.batch.run import NOBODY, RunProgress, processors
from autograder.batch.statistics import short_title
from autograder.batch.viva_calls import (
    CHOICES,
    ENDED,
    ENTRIES,
    Candidate,
    Reply,
    answer_of,
    candidates_of,
    distractors,
    parts,
)
from autograder.course import Assignment
from autograder.judge.grader import Grader, Options, with_grader
from autograder.judge.submission import Submission
from autograder.sandbox import Keeper, Limits, question
from autograder.sandbox.limits import Wanted
from autograder.testing.plain import plain
from autograder.testing.show import call_lines

PAGE = "viva.html"
SPARE = 2  # functions more than questions: some cannot be asked
SECONDS = 3.0  # for one small call
OWN = "what this code returns"
NOT_TRIED = {"unwritten", "missing"}

Asked = tuple[str, Candidate]  # a function, and a call of it
Choice = tuple[str, Reply, str]  # a letter, one answer, and for the key where it comes from


@dataclass(frozen=True)
class Question:
    """About a function that passes, or about one that fails a test."""

    function: str
    failing: str = ""  # a test's title
    candidate: Candidate | None = None  # none where no small call shows the failure
    choices: tuple[Choice, ...] = ()
    key: str = ""
    remark: str = ""


@dataclass(frozen=True)
class VivaSheet:
    """One student's questions, their code beside them, and what could not be asked."""

    name: str  # of the submission
    questions: tuple[Question, ...] = ()
    code: Mapping[str, str] = field(default_factory=dict)  # by function
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Viva:
    """How a class shall be asked."""

    number: int = 3
    seed: int = 0
    isolation: Wanted = "auto"
    progress: RunProgress = NOBODY


def write_viva(folder: Path, assignment: Assignment, wanted: Viva) -> Path:
    """Ask everybody's code, write the page."""
    graded = read_class(folder)
    write_page(
        folder / PAGE,
        "viva.html.j2",
        assignment=graded.summary.assignment,
        sheets=ask_class(graded, assignment, wanted),
        labels=labels_of(graded, anonymous=False),
        number=wanted.number,
        seed=wanted.seed,
        call=lambda call: "\n".join(call_lines(call, most=ENTRIES)),
        parts=parts,
    )
    return folder / PAGE


def ask_class(graded: Class, assignment: Assignment, wanted: Viva) -> tuple[VivaSheet, ...]:
    """A sheet for each submission."""
    options = Options(
        isolation=wanted.isolation,
        device="cpu",
        hide=(graded.folder.resolve(), graded.summary.place.resolve()),
    )
    sources = graded.sources
    wanted.progress.total(len(graded.handed))

    def work(grader: Grader) -> tuple[VivaSheet, ...]:
        known = candidates_of(grader.bench, wanted.seed)

        def one(handed: Handed) -> VivaSheet:
            made = _sheet(grader, known, handed, sources.get(handed.name), wanted)
            wanted.progress.step()
            return made

        with ThreadPoolExecutor(processors()) as pool:
            return tuple(pool.map(one, graded.handed))

    return with_grader(assignment, options, work)


def _sheet(
    grader: Grader,
    known: Mapping[str, Sequence[Candidate]],
    handed: Handed,
    source: Submission | None,
    wanted: Viva,
) -> VivaSheet:
    """One about where the code fails, if it does; others about what passes; more of either if short."""
    why = handed.left_out or ("the submission is no longer there" if source is None else "")
    if why or source is None:
        return VivaSheet(handed.name, notes=(f"No questions: {why}.",))
    draw = random.Random(f"{wanted.seed}:{handed.name}")
    passed, failing = _functions(handed, known, draw)
    passed, failing = passed[: wanted.number + SPARE], dict([*failing.items()][: wanted.number])
    asked: list[Asked] = []
    for name in passed:
        mine = [each for each in known[name] if not each.right.instead]
        asked += [(name, each) for each in draw.sample(mine, min(2, len(mine)))]
    for name in failing:
        asked += [(name, each) for each in known[name]]
    with grader.spawner.keeper() as keeper:
        heard, fickle = _hear(keeper, grader.bench.assignment, source.files, asked)
    about_passed = [_question(name, "", heard, draw) for name in passed]
    about_failing = [
        _question(name, title, heard, draw) for name, title in failing.items() if name not in fickle
    ]
    made = [each for each in (*about_failing[:1], *about_passed, *about_failing[1:]) if each]
    questions = sorted(made[: wanted.number], key=lambda question: bool(question.failing))
    notes = [f"{name}: asked twice, it gave two answers, so it is left out." for name in fickle]
    if len(questions) < wanted.number:
        notes.append(f"No more than {len(questions)} of {wanted.number} questions could be made.")
    text = plain(source.code)
    code = {each.function: snippet(text, each.function) for each in questions}
    return VivaSheet(handed.name, tuple(questions), code, tuple(notes))


def _functions(
    handed: Handed, known: Mapping[str, Sequence[Candidate]], draw: random.Random
) -> tuple[list[str], dict[str, str]]:
    """Those that pass; and those that fail, each with the title of a failed test."""
    tests: dict[str, set[str]] = {}
    failed: dict[str, str] = {}
    for test in handed.results["tests"]:
        problem, kind = test["problem"], test["kind"]
        tests.setdefault(problem, set()).add(kind)
        if test["status"] != "passed" and kind != "blocked":
            failed.setdefault(problem, short_title(test["name"]))
    passed = [name for name in known if tests.get(name) == {"passed"}]
    failing = [name for name in failed if name in known and not NOT_TRIED & tests[name]]
    draw.shuffle(passed)
    draw.shuffle(failing)
    return passed, {name: failed[name] for name in failing}


def _hear(
    keeper: Keeper, assignment: Assignment, files: Mapping[str, bytes], asked: Sequence[Asked]
) -> tuple[list[tuple[str, Candidate, Reply]], list[str]]:
    """What came back; and functions that gave two answers to one call, which are left out of it.

    Asked twice, the second time in the other order and with other random numbers.
    """
    first = _round(keeper, assignment, files, [*enumerate(asked)], seed=0)
    ended = {place for place, reply in first.items() if reply.key in ENDED}
    again = [(place, asked[place]) for place in sorted(first.keys() - ended, reverse=True)]
    second = _round(keeper, assignment, files, again, seed=1)
    keys = {place: reply.key for place, reply in second.items()}
    fickle = {name for place, (name, _) in again if keys.get(place) != first[place].key}
    heard = [(*asked[place], first[place]) for place in sorted(first)]
    return [each for each in heard if each[0] not in fickle], sorted(fickle)


def _round(
    keeper: Keeper,
    assignment: Assignment,
    files: Mapping[str, bytes],
    asked: Sequence[tuple[int, Asked]],
    seed: int,
) -> dict[int, Reply]:
    """Answers by the call's place, of one worker after another."""
    spec, found, waiting = assignment.spec, dict[int, Reply](), [*asked]
    while waiting:
        with keeper.worker(
            module=assignment.module,
            files=files,
            support=assignment.support(),
            limits=Limits(seconds=spec.seconds, memory=spec.memory, processes=spec.processes),
            seed=seed,
        ) as worker:
            if worker.start().kind != "returned":
                return found
            while waiting and not worker.spent:
                place, (function, candidate) = waiting.pop(0)
                worker.begin(min(SECONDS, spec.seconds))
                asking = question(candidate.call, begin=True)
                if answer := answer_of(worker.ask(asking).outcome()):
                    found[place] = answer
            if worker.spent:  # it hangs or crashes: its other calls would only take time
                waiting = [(place, each) for place, each in waiting if each[0] != function]
    return found


def _question(
    name: str, title: str, heard: Sequence[tuple[str, Candidate, Reply]], draw: random.Random
) -> Question | None:
    """About a function that fails the test of this title, or passes if there is none."""
    for function, candidate, answer in heard:
        right = candidate.right.key
        telling = answer.key != right if title else not answer.instead
        pairs = [(OWN, answer)]
        if function == name and telling:
            pairs += distractors(candidate, answer, draw)
        if len(pairs) == CHOICES:
            draw.shuffle(pairs)
            choices = tuple((letter, a, s) for letter, (s, a) in zip("ABCD", pairs))
            letters = {each.key: letter for letter, each, _ in choices}
            key = letters[answer.key] + (f"; it should be {letters[right]}" if title else "")
            return Question(name, title, candidate, choices, key, _remark(title, candidate, answer))
    return Question(name, title) if title else None


def _remark(title: str, candidate: Candidate, answer: Reply) -> str:
    if answer.key == candidate.right.key:
        return ""
    unseen = "" if title else "It passes, though the reference gives something else here. "
    ideas = [idea for idea, wrong in candidate.wrong.items() if wrong.key == answer.key]
    return (unseen + (f"As by the wrong idea “{ideas[0]}”." if ideas else "")).strip()
