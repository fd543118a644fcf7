"""The shape of `course.yml`, as pydantic models; the JSON Schema for editors comes from them."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone, tzinfo
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from autograder.course import pins
from autograder.testing.marks import parse_size

Visibility = Literal["visible", "after_due_date", "after_published", "hidden"]
Device = Literal["auto", "cpu", "cuda"]

NOTEBOOK = "write it like https://github.com/OWNER/NAME/blob/main/{slug}/notebook.ipynb"


def _check_size(text: str) -> str:
    parse_size(text)
    return text


Size = Annotated[str, AfterValidator(_check_size)]


def zone(name: str) -> tzinfo:
    """The time zone of a name; UTC needs no time-zone data on the machine."""
    if name == "UTC":
        return timezone.utc
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"{name!r} is not a time zone: write it like Europe/Berlin"
            " (where a machine has no time-zone data: pip install tzdata)"
        ) from None


def _check_zone(name: str) -> str:
    zone(name)
    return name


class Strict(BaseModel):
    """Every key is known, or it is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LimitSettings(Strict):
    """What one submission may use."""

    seconds: float = Field(
        default=10,
        gt=0,
        description="wall-clock seconds for one test; for importing the file three times that",
    )
    memory: Size = Field(
        default="2 GB", description="memory for one test, beyond what the libraries take"
    )
    processes: int = Field(default=64, ge=1, description="processes and threads of one test")
    file_size: Size = Field(default="50 MB", description="the largest file a test may write")
    output: Size = Field(default="100 KB", description="printed text kept of one test")
    total_seconds: float = Field(
        default=540,
        gt=0,
        description="the whole submission; below Gradescope's own time-out, with which it must grow",
    )


class Container(Strict):
    """The Gradescope container that instructors choose for this assignment."""

    cpus: float = Field(default=0.5, gt=0, le=64, description="0.5, 1.0, 2.0 or 4.0")
    memory: Size = Field(default="768 MB", description="the memory that goes with it")
    timeout_minutes: int = Field(default=10, ge=1, le=40, description="1 to 40")


class Late(Strict):
    """What is taken off where something is handed in late."""

    grace_minutes: float = Field(default=0, ge=0, description="so late is not late")
    percent_a_day: float = Field(
        default=0, ge=0, le=100, description="of the score, for each day or part of one"
    )
    days_at_most: int | None = Field(
        default=None, ge=0, description="what is handed in later counts nothing"
    )
    take_off: bool = Field(
        default=False, description="take it off in grades.csv; else it is only shown"
    )


class Site(Strict):
    """What `autograder site` shows besides the handouts."""

    notebooks: str | None = Field(
        default=None,
        description="the address on GitHub of an assignment's notebook.ipynb, with {slug} in place"
        " of its slug: pages get buttons that open it in Colab and Kaggle",
    )
    pages: list[str] = Field(
        default=["README.md", "docs/*.md"],
        description="the course's own pages, as patterns; a page with lines of a solution is left"
        " out",
    )

    @field_validator("notebooks")
    @classmethod
    def _on_github(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"https://github\.com/[\w.-]+/\S+/blob/\S+\.ipynb", value):
            raise ValueError(f"{value!r} is not the address of a notebook on GitHub: {NOTEBOOK}")
        if value and "{slug}" not in value:
            raise ValueError(f"{value!r} is the same for all assignments: {NOTEBOOK}")
        return value


class AssignmentFacts(Strict):
    """One assignment."""

    slug: str = Field(
        pattern=r"^[0-9a-z][0-9a-z_]*$",
        description="the name of its folders: a-z, 0-9 and _; it begins with its number",
    )
    title: str = Field(description="the name that students read")
    submit: str | list[str] = Field(description="the file, or the files, that students hand in")
    optional: list[str] = Field(default_factory=list, description="files they may hand in as well")
    points: float = Field(gt=0, description="what all tests without extra credit add up to")
    extra_points: float = Field(default=0, ge=0, description="extra credit beyond the points")
    examples_points: float = Field(
        default=0,
        ge=0,
        description="more extra credit, for an examples.py that catches wrong ideas; 0: not asked",
    )
    due: datetime | None = Field(default=None, description="when it is due")
    late: Late | None = Field(default=None, description="else the course's")
    difficulty: Literal["easy", "medium", "hard"] = Field(
        default="medium", description="what students are told"
    )
    hours: float = Field(default=2, gt=0, description="expected time for a student")
    device: Device | None = Field(default=None, description="else the course's")
    preload: list[str] = Field(
        default_factory=list, description="modules imported once besides the course's own"
    )
    costs_twice: dict[str, dict[str, str]] = Field(
        default_factory=dict,
        description="what a mistake in one function costs besides, and why no test can be written"
        " otherwise: {f: {g: because it is handed a model}}",
    )
    visibility: Visibility = Field(
        default="visible", description="of hidden tests' names and results"
    )
    redact: bool = Field(
        default=True,
        description="keep every text that student code made out of hidden tests' output",
    )
    limits: LimitSettings = Field(
        default=LimitSettings(), description="what one submission may use"
    )
    container: Container = Field(
        default=Container(), description="the Gradescope container that you choose there"
    )

    @field_validator("submit", "optional")
    @classmethod
    def _plain_python_files(cls, value: str | list[str]) -> str | list[str]:
        for name in [value] if isinstance(value, str) else value:
            if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*\.py", name):
                raise ValueError(f"{name!r} is not a plain Python file name like 'layers.py'")
        return value

    @field_validator("submit")
    @classmethod
    def _at_least_one(cls, value: str | list[str]) -> str | list[str]:
        if not value:
            raise ValueError("name at least one file")
        return value

    @property
    def files(self) -> tuple[str, ...]:
        """The files to hand in; the first is the main one."""
        return (self.submit,) if isinstance(self.submit, str) else tuple(self.submit)


class CourseFacts(Strict):
    """A whole course."""

    title: str = Field(description="the name of the course")
    timezone: Annotated[str, AfterValidator(_check_zone)] | None = Field(
        default=None, description="of due dates that name none: Europe/Berlin"
    )
    late: Late | None = Field(default=None, description="what being late costs")
    requirements: list[str] = Field(
        default_factory=list,
        description="what student code may import, pinned: torch==2.13.0. A line may hold for some"
        " Pythons only, as pip's requirements do: numpy==2.2.6; python_version < '3.11'",
    )
    preload: list[str] = Field(
        default_factory=list, description="modules imported once, before any test runs"
    )
    preload_for_many: list[str] = Field(
        default_factory=list,
        description="modules besides that a class is graded faster with, since some answers load"
        " them: not worth it for one submission, and nothing is lost where they are missing",
    )
    device: Device = Field(default="auto", description="where submissions are graded")
    forbid: dict[str, list[str]] = Field(
        default_factory=dict, description="groups of library operations that tests can forbid"
    )
    site: Site = Field(default=Site(), description="what `autograder site` shows besides handouts")
    assignments: list[AssignmentFacts] = Field(min_length=1, description="in order of the term")

    @field_validator("requirements")
    @classmethod
    def _packages_as_pip_reads_them(cls, value: list[str]) -> list[str]:
        for line in value:
            pins.read(line)
        return value

    @field_validator("assignments")
    @classmethod
    def _slugs_differ(cls, value: list[AssignmentFacts]) -> list[AssignmentFacts]:
        slugs = [assignment.slug for assignment in value]
        for slug in slugs:
            if slugs.count(slug) > 1:
                raise ValueError(f"two assignments have the slug {slug!r}: rename one")
        return value


def schema() -> dict[str, Any]:
    """The JSON Schema by which editors complete and check course.yml."""
    made = CourseFacts.model_json_schema()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return made


def schema_text() -> str:
    """The schema as it is committed beside course.yml."""
    return json.dumps(schema(), indent=2, sort_keys=True) + "\n"
