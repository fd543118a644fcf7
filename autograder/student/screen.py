"""Results as lines for a terminal: pure text, in 80 columns, with or without colour."""

from __future__ import annotations

from autograder.testing.report import Paint, wrap
from autograder.testing.results import Results, TestResult

WIDTH = 79
WORDS = {"passed": "pass", "failed": "FAIL", "unwritten": "todo", "not run": "----"}


def title_line(results: Results) -> str:
    """`2. Put things in order (sorting.py)`."""
    number = f"{results.number}. " if results.number else ""
    return f"{number}{results.title} ({results.file}); points in brackets"


def problem_line(problems: tuple[str, ...], problem: str, paint: Paint) -> str:
    """The heading above a problem's tests."""
    number = problems.index(problem) + 1 if problem in problems else 0
    return paint.strong(f"{number}. {problem}" if number else problem)


def test_line(test: TestResult, paint: Paint) -> str:
    """One test on one line: how it went, and what it is about."""
    colours = {"passed": paint.good, "failed": paint.bad}
    word = colours.get(test.state, paint.quiet)(WORDS[test.state])
    worth = f"({test.points:g}{' extra' if test.extra else ''})"
    title = test.title
    room = WIDTH - 10 - len(worth)
    if len(title) > room:
        title = title[: room - 1] + "…"
    why = f"\n         {test.message}" if test.state == "not run" and test.message else ""
    return f"   {word}  {title} {paint.quiet(worth)}{why}"


def failures(results: Results, paint: Paint) -> list[str]:
    """Every failed test in full. Stubs are no failures: they are named in `next_step`."""
    lines: list[str] = []
    for test in results.tests:
        if test.state == "failed":
            lines += ["", *failure(results, test, paint)]
    return lines


def failure(results: Results, test: TestResult, paint: Paint) -> list[str]:
    """One failed test: its name, what is wrong, the hint, what to type next."""
    head = wrap(f"FAIL {test.problem}: {test.title}", WIDTH, "     ")
    lines = [paint.quiet("-" * WIDTH), *(paint.bad(line) for line in head), ""]
    lines += test.text.splitlines()
    lines += advice(test)
    return [*lines, "", f"{paint.label('next:')} {results.command} {test.problem}"]


def advice(test: TestResult, whole: bool = True) -> list[str]:
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
    """What to do now, in one or two lines."""
    if results.trouble:
        return []
    unwritten = [test.problem for test in results.tests if test.state == "unwritten"]
    failed = [test.problem for test in results.tests if test.state == "failed"]
    if failed:
        return []
    if unwritten:
        problem = unwritten[0]
        return [
            f"{paint.label('next:')} write `{problem}` ({place(results, problem)}), then type:",
            f"      {results.command} {problem}",
        ]
    if results.chosen and results.tests:
        return [f"{paint.label('next:')} {results.command.removesuffix(' -k')}"]
    if results.tests:
        steps = ["python look.py"] * results.pictures
        steps += ["answer the written questions in answers.md"] * bool(results.questions)
        steps += [f"hand in {results.file}" + " and answers.md" * bool(results.questions)]
        lines = wrap(f"next: {'; '.join(steps)}", WIDTH, "      ")
        return [line.replace("next:", paint.label("next:"), 1) for line in lines]
    return []


def place(results: Results, problem: str) -> str:
    """`line 22 of sorting.py`."""
    known = problem in results.lines
    return f"line {results.lines[problem]} of {results.file}" if known else results.file


def last_line(results: Results) -> str:
    """`7 of 11 public tests pass; 12 of 25 points; hidden tests try more.`"""
    passed, count = len(results.passed), results.count or len(results.tests)
    points = sum(test.points for test in results.passed if not test.extra)
    extra = sum(test.points for test in results.passed if test.extra)
    kind = "chosen public tests" if results.chosen else "public tests"
    text = f"{passed} of {count} {kind} pass; {points:g} of {results.points:g} points"
    if extra:
        text += f" and {extra:g} extra"
    return f"{text}; hidden tests try more."


def bar(results: Results, width: int = 30) -> str:
    """`[##########--------------------] 3 of 9 problems`."""
    solved = sum(results.solved(problem) for problem in results.problems)
    count = len(results.problems)
    filled = round(width * solved / count) if count else 0
    return f"[{'#' * filled}{'-' * (width - filled)}] {solved} of {count} problems"


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
    if test.state == "failed":
        story = test.text.splitlines()
    else:
        step = f"write `{test.problem}` ({place(results, test.problem)}), and save"
        story = [f"{paint.label('next:')} {step}"]
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
    for problem in results.problems:
        lines += ["", problem_line(results.problems, problem, paint)]
        lines += [test_line(test, paint) for test in results.of(problem)]
    return [*lines, "", last_line(results)]


def all_page(results: Results, paint: Paint) -> list[str]:
    """Every failed test in full."""
    if results.trouble:
        return trouble(results, paint)
    found = failures(results, paint)
    return [*(found or ["no test fails"]), "", *next_step(results, paint), last_line(results)]
