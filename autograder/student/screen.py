"""Results of the public tests: plain data, and lines for a terminal of 80 columns made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from autograder.student.loading import Facts
from autograder.testing.feedback import Paint, wrap

WIDTH = 79
BAR = 30
WORDS = {"passed": "pass", "failed": "FAIL", "unwritten": "todo", "not run": "----"}

State = Literal["passed", "failed", "unwritten", "not run"]


@dataclass(frozen=True)
class PublicTest:
    """One public test, and how it went."""

    problem: str
    title: str
    state: State
    points: float = 0
    extra: bool = False
    message: str = ""  # the first sentence
    text: str = ""  # the whole story, without hint and next step
    hint: str = ""
    diagnosis: str = ""  # the wrong idea that it looks like, in place of the hint
    place: int = 0  # in the test file


@dataclass(frozen=True)
class Results:
    """One run. `trouble` is a sentence that explains why nothing could run."""

    facts: Facts = field(default_factory=Facts)
    tests: Sequence[PublicTest] = ()
    chosen: bool = False  # only some of the tests were asked for
    trouble: str = ""
    problems: Sequence[str] = ()  # all of them, in order
    lines: Mapping[str, str] = field(default_factory=dict)  # where each stands: line and file
    count: int = 0  # tests that were to run
    pictures: bool = False  # there is a look.py
    command: str = "pytest -k"  # runs one problem, with its name behind it

    @property
    def file(self) -> str:
        return " and ".join(self.facts.files)

    def of(self, problem: str) -> list[PublicTest]:
        return [test for test in self.tests if test.problem == problem]

    def solved(self, problem: str) -> bool:
        mine = self.of(problem)
        return bool(mine) and all(test.state == "passed" for test in mine)

    @property
    def asked(self) -> list[str]:
        """The problems that this run is about."""
        return [each for each in self.problems if not self.chosen or self.of(each)]

    @property
    def now(self) -> str:
        """The problem to work on: the first that is not solved."""
        return next((problem for problem in self.asked if not self.solved(problem)), "")

    def over(self, older: Results) -> Results:
        """These results, with older ones for tests that have not run yet this time."""
        known = {test.place for test in self.tests}
        rest = [test for test in older.tests if test.place not in known]
        return replace(self, tests=sorted([*self.tests, *rest], key=lambda test: test.place))


def title_line(results: Results) -> str:
    """`2. Put things in order (sorting.py)`."""
    number = f"{results.facts.number}. " if results.facts.number else ""
    return f"{number}{results.facts.title} ({results.file}); points in brackets"


def problem_line(problems: Sequence[str], problem: str, paint: Paint) -> str:
    """The heading above a problem's tests."""
    number = problems.index(problem) + 1 if problem in problems else 0
    return paint.strong(f"{number}. {problem}" if number else problem)


def test_line(test: PublicTest, paint: Paint) -> str:
    """One test on one line: how it went, and what it is about."""
    colours = {"passed": paint.good, "failed": paint.bad}
    word = colours.get(test.state, paint.quiet)(WORDS[test.state])
    worth = f"({test.points:g}{' extra' if test.extra else ''})"
    title, room = test.title, WIDTH - 10 - len(worth)
    if len(title) > room:
        title = title[: room - 1] + "…"
    why = f"\n         {test.message}" if test.state == "not run" and test.message else ""
    return f"   {word}  {title} {paint.quiet(worth)}{why}"


def failures(results: Results, paint: Paint) -> list[str]:
    """Every failed test in full. Stubs are no failures: they are named in `next_step`."""
    failed = [test for test in results.tests if test.state == "failed"]
    return [line for test in failed for line in ("", *failure(results, test, paint))]


def failure(results: Results, test: PublicTest, paint: Paint) -> list[str]:
    """One failed test: its name, what is wrong, the hint, what to type next."""
    head = wrap(f"FAIL {test.problem}: {test.title}", WIDTH, "     ")
    lines = [paint.quiet("-" * WIDTH), *(paint.bad(line) for line in head), ""]
    lines += [*test.text.splitlines(), *advice(test)]
    return [*lines, "", f"{paint.label('next:')} {results.command} {test.problem}"]


def advice(test: PublicTest, whole: bool = True) -> list[str]:
    """What it looks like, as far as that is known, else the hint; less than the `whole` is a line."""
    if not test.diagnosis:
        return ["", *wrap(f"hint: {test.hint}", WIDTH, "      ")] if whole and test.hint else []
    paragraphs = test.diagnosis.split("\n\n")
    return [line for text in paragraphs[: None if whole else 1] for line in ["", *_paragraph(text)]]


def _paragraph(text: str) -> list[str]:
    """Sentences as wide as the screen; lists and code as they are."""
    lines = text.splitlines()
    if any(line.startswith((" ", "-", "|")) for line in lines):
        return lines
    return wrap(" ".join(lines), WIDTH)


def next_step(results: Results, paint: Paint) -> list[str]:
    """What to do now, in one or two lines; a failed test says it itself."""
    if not results.tests or any(test.state == "failed" for test in results.tests):
        return []
    for test in results.tests:
        if test.state == "unwritten":
            step = f"{_write(results, test.problem, paint)}, then type:"
            return [step, f"      {results.command} {test.problem}"]
    if results.chosen:
        return [f"{paint.label('next:')} {results.command.removesuffix(' -k')}"]
    steps = ["python look.py"] * results.pictures
    steps += ["answer the written questions in answers.md"] * bool(results.facts.questions)
    steps += [f"hand in {results.file}" + " and answers.md" * bool(results.facts.questions)]
    lines = wrap(f"next: {'; '.join(steps)}", WIDTH, "      ")
    return [line.replace("next:", paint.label("next:"), 1) for line in lines]


def _write(results: Results, problem: str, paint: Paint) -> str:
    """That a function is to be written, and where."""
    where = results.lines.get(problem, results.file)
    return f"{paint.label('next:')} write `{problem}` ({where})"


def last_line(results: Results) -> str:
    """`7 of 11 public tests pass; 12 of 25 points; hidden tests try more.`"""
    passed = [test for test in results.tests if test.state == "passed"]
    points = sum(test.points for test in passed if not test.extra)
    extra = sum(test.points for test in passed if test.extra)
    kind = "chosen public tests" if results.chosen else "public tests"
    text = f"{len(passed)} of {results.count or len(results.tests)} {kind} pass"
    more = f" and {extra:g} extra" if extra else ""
    return f"{text}; {points:g} of {results.facts.points:g} points{more}; hidden tests try more."


def bar(results: Results) -> str:
    """`[##########--------------------] 3 of 9 problems`."""
    solved = sum(results.solved(problem) for problem in results.asked)
    count = len(results.asked)
    filled = round(BAR * solved / count) if count else 0
    return f"[{'#' * filled}{'-' * (BAR - filled)}] {solved} of {count} problems"


def trouble(results: Results, paint: Paint) -> list[str]:
    """Why nothing could run."""
    first, *rest = wrap(results.trouble, WIDTH)
    return [paint.strong(first), *rest]


def now_page(results: Results, paint: Paint, hint: bool, height: int) -> list[str]:
    """The page of the watch loop: how far it is, and the first thing that is not solved."""
    lines = [
        paint.strong(title_line(results)),
        "",
        paint.good(bar(results)),
        last_line(results),
        "",
    ]
    if results.trouble:
        return [*lines, *trouble(results, paint)]
    test = next((t for t in results.of(results.now) if t.state != "passed"), None)
    if test is None:
        return [*lines, *next_step(results, paint)]
    lines.append(problem_line(results.problems, test.problem, paint))
    lines += [test_line(t, paint) for t in results.of(test.problem)]
    story = [f"{_write(results, test.problem, paint)}, and save"]
    if test.state == "failed":
        story = test.text.splitlines()
    end = advice(test, whole=hint)
    return [*lines, "", *shortened(story, height - len(lines) - len(end) - 1), *end]


def shortened(story: list[str], room: int) -> list[str]:
    """The sentence and the comparison; the call between them goes first where room is short."""
    if len(story) <= room:
        return story
    sentence = story[: story.index("")] if "" in story else story[:1]
    left = max(3, room - len(sentence) - 2)
    return [*sentence, "", "    ... (a shows all)", *story[-left:]]


def list_page(results: Results, paint: Paint) -> list[str]:
    """Every test on a line."""
    lines = [paint.strong(title_line(results))]
    for problem in results.asked:
        lines += ["", problem_line(results.problems, problem, paint)]
        lines += [test_line(test, paint) for test in results.of(problem)]
    return [*lines, "", last_line(results)]


def all_page(results: Results, paint: Paint) -> list[str]:
    """Every failed test in full."""
    if results.trouble:
        return trouble(results, paint)
    found = failures(results, paint) or ["no test fails"]
    return [*found, "", *next_step(results, paint), last_line(results)]
