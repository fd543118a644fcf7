"""What must hold before an assignment is packaged; each fault is one sentence with its remedy."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.build.reading import TestSource, defined_names, read_tests
from autograder.build.scaffold import with_number
from autograder.build.starter import drift, functions_of
from autograder.course import Assignment
from autograder.course.errors import PackageError
from autograder.course.load import FILE
from autograder.judge.ideas import UNWRITTEN, misconceptions, read_page
from autograder.judge.suite import TestFacts, collected, problem_order
from autograder.testing.examples import EXAMPLES
from autograder.testing.marks import problem_of

LENGTH = range(60, 181)  # words of an idea's explanation


def check_ready(assignment: Assignment) -> None:
    """Refuse an assignment whose parts do not fit together."""
    for check in CHECKS:
        check(assignment)


def check_starter(assignment: Assignment) -> None:
    """The starter is what its solution says."""
    if drift(assignment):
        raise PackageError(
            f"{assignment.slug}: the starter has drifted from its solution:"
            f" `autograder release {assignment.slug}`, then look at what changed"
        )


def worths_of(assignment: Assignment) -> Sequence[TestSource | TestFacts]:
    """The points of all tests: read from the source where that is plain, else by collecting."""
    tests = read_tests(assignment)
    if not all(test.plain for test in tests):
        with collected(assignment) as suite:
            return suite.facts
    for test in tests:
        if test.points is None:
            raise PackageError(
                f"{test.place}: {test.name} has no points: add @points(1), or what it is worth"
            )
    return tests


def check_problems(assignment: Assignment) -> None:
    """Every problem has a public and a hidden test."""
    asked, worths = functions_of(assignment), worths_of(assignment)
    problems = [name for name in asked if not name.startswith("_")]
    problems += [worth.problem for worth in worths if worth.problem not in asked]
    for problem in dict.fromkeys(problems):
        for public, folder in ((True, assignment.public_dir), (False, assignment.hidden_dir)):
            if not any(w.problem == problem and w.public == public for w in worths):
                kind = "public" if public else "hidden"
                raise PackageError(
                    f"{assignment.slug}: `{problem}` has no {kind} test: write a function"
                    f" test_{problem}__… in {folder}"
                )


def check_ideas(assignment: Assignment) -> None:
    """Every wrong idea has its text: enough to see the mistake by, no more than is read."""
    for page in assignment.idea_pages():
        where = page.relative_to(assignment.root).as_posix()
        for section in read_page(page.read_text(encoding="utf-8"), where):
            if section.body == UNWRITTEN:
                raise PackageError(f"{section.where} has no text yet: write it, or take it out")
            words = len(section.body.split())
            if words not in LENGTH:
                raise PackageError(
                    f"{section.where}: the words of its explanation are {words} in number:"
                    f" write {LENGTH[0]} to {LENGTH[-1]}, with a small case to see the mistake by"
                )


def check_points(assignment: Assignment) -> None:
    """The tests' points add up to what course.yml says."""
    slug = assignment.slug
    for key, said, found in wrong_sums(assignment):
        which = "tests without extra credit" if key == "points" else "extra-credit tests"
        raise PackageError(
            f"course.yml: {slug}: `{key}: {said:g}`, but the {which} in"
            f" tests/public/{slug} and tests/hidden/{slug} add up to {found:g}:"
            f" change their @points, or write `{key}: {found:g}`: `autograder doctor --fix` does"
        )


def wrong_sums(assignment: Assignment) -> list[tuple[str, float, float]]:
    """Each key of course.yml that says other points than its tests do: its number, and theirs."""
    spec, worths = assignment.spec, worths_of(assignment)
    said = (("points", spec.points, False), ("extra_points", spec.extra_points, True))
    sums = [
        (key, number, sum(worth.points or 0 for worth in worths if worth.extra_credit == extra))
        for key, number, extra in said
    ]
    return [(key, number, found) for key, number, found in sums if abs(found - number) > 1e-9]


def fix_points(assignment: Assignment) -> list[str]:
    """Write the sums into course.yml; returns a line for each that was wrong there."""
    slug, path = assignment.slug, assignment.root / FILE
    changed = []
    for key, said, found in wrong_sums(assignment):
        text = path.read_text(encoding="utf-8")
        path.write_text(with_number(text, slug, key, found), encoding="utf-8")
        changed.append(f"{FILE}: {slug}: `{key}: {found:g}` in place of {said:g}")
    return changed


def check_examples(assignment: Assignment) -> None:
    """Refuse an assignment that gives points for examples.py and lacks what these come of."""
    spec = assignment.spec
    if not spec.examples_points:
        return
    if not any(idea.chosen for idea in misconceptions(assignment)):
        raise PackageError(
            f"course.yml: {spec.slug}: `examples_points: {spec.examples_points:g}`, but no idea is"
            f" chosen: write (examples) behind the code-words of five to eight in"
            f" solutions/{spec.slug}/ideas, or take the key out"
        )
    if not assignment.all_caught.is_file():
        raise PackageError(
            f"solutions/{spec.slug}/{EXAMPLES} is missing: write examples there that catch every"
            " chosen idea, so that `autograder verify` can prove that students can"
        )


def check_needs(assignment: Assignment) -> None:
    """Every `@needs` names a problem, or a test, that comes earlier: so none wait for one another."""
    tests = read_tests(assignment)
    order = problem_order(assignment, list(dict.fromkeys(test.problem for test in tests)))
    for test in tests:
        for name in test.needs:
            needed = problem_of(name) if name.startswith("test_") else name
            if needed not in order or name not in (needed, *(each.name for each in tests)):
                raise PackageError(
                    f"{test.place}: {test.name} has @needs({name!r}), but no test is called"
                    f" {name if name != needed else f'test_{needed}__…'};"
                    f" the problems are: {', '.join(order)}"
                )
            if name == test.problem or order.index(needed) > order.index(test.problem):
                raise PackageError(
                    f"{test.place}: {test.name} has @needs({name!r}), but `{needed}` is not before"
                    f" `{test.problem}`: put the function that is needed earlier in the solution"
                )
        for base in test.builds_on:
            if base == test.problem or base not in order:
                raise PackageError(
                    f"{test.place}: {test.name} has @builds_on({base!r}): name another function"
                    f" that has tests; these are: {', '.join(p for p in order if p != test.problem)}"
                )


def check_submitted(assignment: Assignment) -> None:
    """Every function that a test asks for is in a file that students hand in."""
    present = [path for path in assignment.solutions() if path.is_file()]
    known = frozenset[str]().union(*(defined_names(path) for path in present))
    for test in read_tests(assignment):
        for name, line in test.asks:
            if name not in known:
                raise PackageError(_not_handed_in(assignment, test, name, line))


def _not_handed_in(assignment: Assignment, test: TestSource, name: str, line: int) -> str:
    files = assignment.spec.files
    others = [p for p in sorted(assignment.solution_dir.glob("*.py")) if p.name not in files]
    home = next((path.name for path in others if name in defined_names(path)), "")
    said = f"{test.path}, line {line}: {test.name} tests `{name}`"
    if home:
        both = ", ".join([*files, home])
        return (
            f"{said}, which is in solutions/{assignment.slug}/{home}, a file that students do not"
            f" hand in: write `submit: [{both}]` in course.yml"
        )
    return (
        f"{said}, which {' and '.join(files)} does not have: mend the name, or write the function"
    )


CHECKS = (
    check_starter,
    check_submitted,
    check_needs,
    check_problems,
    check_ideas,
    check_points,
    check_examples,
)
