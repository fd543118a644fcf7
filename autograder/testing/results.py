"""What came of a run of the public tests: plain data, made by the plugin, shown by `screen`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

State = Literal["passed", "failed", "unwritten", "not run"]


@dataclass(frozen=True)
class TestResult:
    """One public test."""

    problem: str
    title: str
    state: State
    points: float = 0
    extra: bool = False
    message: str = ""  # the first sentence
    text: str = ""  # the whole story, without hint and next step
    hint: str = ""
    diagnosis: str = ""  # the wrong idea that it looks like, in place of the hint
    seconds: float = 0.0
    place: int = 0  # in the test file

    __test__ = False  # not a test class, whatever its name


@dataclass(frozen=True)
class Results:
    """One run. `trouble` is a sentence that explains why nothing could run."""

    title: str = ""
    file: str = ""
    points: float = 0  # of the whole assignment, hidden tests included
    tests: tuple[TestResult, ...] = ()
    chosen: bool = False  # only some of the tests were asked for
    trouble: str = ""
    problems: tuple[str, ...] = ()  # all of them, in order
    number: str = ""
    lines: dict[str, int] = field(default_factory=dict)  # where each problem stands in the file
    questions: int = 0
    count: int = 0  # tests that were to run
    pictures: bool = False  # there is a look.py
    command: str = "pytest -k"  # runs one problem, with its name behind it

    def of(self, problem: str) -> tuple[TestResult, ...]:
        return tuple(test for test in self.tests if test.problem == problem)

    def solved(self, problem: str) -> bool:
        mine = self.of(problem)
        return bool(mine) and all(test.state == "passed" for test in mine)

    @property
    def passed(self) -> tuple[TestResult, ...]:
        return tuple(test for test in self.tests if test.state == "passed")

    @property
    def now(self) -> str:
        """The problem to work on: the first that is not solved."""
        return next((problem for problem in self.problems if not self.solved(problem)), "")

    def over(self, older: Results | None) -> Results:
        """These results, with older ones for tests that have not run yet this time."""
        if older is None:
            return self
        known = {test.place for test in self.tests}
        rest = [test for test in older.tests if test.place not in known]
        tests = sorted([*self.tests, *rest], key=lambda test: test.place)
        return replace(self, tests=tuple(tests))

    def to_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Results:
        tests = tuple(TestResult(**test) for test in data.pop("tests"))
        problems = tuple(data.pop("problems"))
        return cls(tests=tests, problems=problems, **data)
