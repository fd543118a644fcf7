"""`viva.html`: a sheet for each student, its key on the back, and all keys for whoever asks."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from autograder.batch.exports import opened
from autograder.batch.graded import Class, Handed, read_class
from autograder.batch.report import environment
from autograder.batch.run import processors
from autograder.batch.sources import labels_of, snippet
from autograder.batch.viva.asking import hear
from autograder.batch.viva.candidates import Candidate, candidates_of
from autograder.batch.viva.sheets import Candidates, Question, choose, questions_of
from autograder.batch.viva.values import Part, parts, tree_of
from autograder.course import Assignment
from autograder.course.errors import SubmissionError
from autograder.judge.grader import Grader, Options
from autograder.judge.results import write_atomically
from autograder.judge.start import with_grader
from autograder.judge.submission import read_submission
from autograder.testing.arrays import arrays_in
from autograder.testing.plain import plain
from autograder.testing.probes import load_probe
from autograder.testing.show import typed

PAGE = "viva.html"


@dataclass(frozen=True)
class Sheet:
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
    isolation: str = "auto"
    total: Callable[[int], None] = lambda number: None
    step: Callable[[], None] = lambda: None


def write_viva(folder: Path, assignment: Assignment, wanted: Viva) -> Path:
    """Ask everybody's code, write the page."""
    graded = read_class(folder)
    sheets, reference = ask_class(graded, assignment, wanted)
    write_atomically(folder / PAGE, _text(graded, sheets, reference, wanted))
    return folder / PAGE


def ask_class(
    graded: Class, assignment: Assignment, wanted: Viva
) -> tuple[tuple[Sheet, ...], ModuleType]:
    """A sheet for each submission; and the reference, whose arguments have names."""
    source = Path(graded.summary.source)
    if not source.exists():
        raise SubmissionError(
            f"{graded.folder} was graded from {source}, which is no longer there:"
            " questions need the submissions, so grade them from where they are now"
        )
    options = Options(
        isolation=cast(Any, wanted.isolation),
        device="cpu",
        hide=(graded.folder.resolve(), source.resolve()),
    )
    wanted.total(len(graded.handed))
    with opened(source, assignment.spec, graded.folder) as batch:
        places = {entry.name: entry.place for entry in batch.entries}

        def work(grader: Grader) -> tuple[tuple[Sheet, ...], ModuleType]:
            known = candidates_of(grader.bench, wanted.seed)

            def one(handed: Handed) -> Sheet:
                made = _sheet(grader, known, handed, places.get(handed.name), wanted)
                wanted.step()
                return made

            with ThreadPoolExecutor(processors()) as pool:
                return tuple(pool.map(one, graded.handed)), grader.answers.reference

        return with_grader(assignment, options, work)


def _sheet(
    grader: Grader, known: Candidates, handed: Handed, place: Path | None, wanted: Viva
) -> Sheet:
    if handed.left_out:
        return Sheet(handed.name, notes=(f"No questions: {handed.left_out}.",))
    if place is None:
        return Sheet(handed.name, notes=("No questions: the submission is no longer there.",))
    files = read_submission(place, grader.assignment.spec).files
    draw = random.Random(f"{wanted.seed}:{handed.name}")
    chosen = choose(handed, known, wanted.number, draw)
    with grader.spawner.keeper() as keeper:
        heard = hear(keeper, grader.assignment, files, chosen.asked)
    questions = questions_of(chosen, heard, wanted.number, draw)
    notes = [
        f"{name}: asked twice, it gave two answers, so it is left out."
        for name in sorted(heard.fickle)
    ]
    if heard.broken:
        notes.append("This time the file could not be imported.")
    elif len(questions) < wanted.number:
        notes.append(f"No more than {len(questions)} of {wanted.number} questions could be made.")
    text = plain("\n\n".join(data.decode("utf-8-sig", "replace") for data in files.values()))
    code = {each.function: snippet(text, each.function) for each in questions}
    return Sheet(handed.name, questions, code, tuple(notes))


def _text(graded: Class, sheets: tuple[Sheet, ...], reference: ModuleType, wanted: Viva) -> str:
    page = environment().get_template("viva.html.j2")
    return page.render(
        assignment=graded.summary.assignment,
        sheets=sheets,
        labels=labels_of(graded, anonymous=False),
        number=wanted.number,
        seed=wanted.seed,
        call=lambda candidate: _call(candidate, reference),
        parts=lambda tree: [*parts(tree)],
    )


def _call(candidate: Candidate, reference: ModuleType) -> tuple[str, list[Part], str]:
    """The call with names for its arrays, these arrays, and the source of a probe."""
    call, probe = candidate.call, candidate.call.probe
    name, source = (call.function, "") if probe is None else (probe.name, probe.source)
    function = getattr(reference, name) if probe is None else load_probe(probe)
    words, tables = [] if probe is None else ["your_file"], list[Part]()
    names = [*inspect.signature(function).parameters][len(words) :]
    for place, value in enumerate(call.args):
        given = names[place] if place < len(names) else f"argument_{place + 1}"
        words.append(given if arrays_in(value) else typed(value))
        tables += parts(tree_of(value), given) if arrays_in(value) else ()
    for given, value in call.kwargs:
        words.append(f"{given}={given if arrays_in(value) else typed(value)}")
        tables += parts(tree_of(value), given) if arrays_in(value) else ()
    return f"{name}({', '.join(words)})", tables, source
