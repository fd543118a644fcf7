"""Has the isolated judge grade what lies in /grade/student, and tells PrairieLearn the results."""

import base64
import json
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent
sys.path.append(str(TESTS))
from run_judge import finished, graded, points, shown  # type: ignore[import-not-found]  # noqa: E402

LARGEST = 900_000  # PrairieLearn takes 1 MB
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
    '<foreignObject width="100%" height="100%">'
    '<div xmlns="http://www.w3.org/1999/xhtml" style="background:white">{page}</div>'
    "</foreignObject></svg>"
)


def main() -> None:
    grade = TESTS.parent
    for folder in (TESTS, grade / "data"):
        folder.chmod(0o700)  # student code runs under a user of its own
    (grade / "student").rename(TESTS / "submission")
    results = graded(TESTS, "html")
    facts = json.loads((TESTS / "source" / "assignment.json").read_text(encoding="utf-8"))
    said = told(results, facts["points"])
    text = json.dumps(said)
    if len(text) > LARGEST:
        text = json.dumps({**said, "tests": [{**test, "images": []} for test in said["tests"]]})
    (grade / "results").mkdir(exist_ok=True)
    (grade / "results" / "results.json").write_text(text, encoding="utf-8")


def told(results: dict[str, Any], worth: float) -> dict[str, Any]:
    """The judge's results in PrairieLearn's words, `problems` and what follows it for staff."""
    found, message = points(results), results.get("output", "")
    gradable = finished(results) and not unreadable(results)
    data = {
        "gradable": gradable,
        "score": min(1.0, sum(found.values()) / worth),
        "message": message,
        "tests": [test(each) for each in shown(results)],
        "problems": found,
        "points": worth,
        "complete": finished(results),
    }
    return data if gradable else {**data, "format_errors": [message]}


def unreadable(results: dict[str, Any]) -> bool:
    """Whether there was no code to ask: PrairieLearn then takes no attempt away."""
    kinds = {test["extra_data"].get("kind") for test in results["tests"]}
    return kinds <= {"import_failed", "blocked"}


def test(result: dict[str, Any]) -> dict[str, Any]:
    """One test, its pictures beside its words."""
    output, images = result["output"], []
    if result.get("output_format") == "html":
        page = Page(output)
        output = page.text
        images = [{"label": result["name"], "url": drawing(each)} for each in page.pictures]
    return {
        "name": result["name"],
        "points": result["score"],
        "max_points": result["max_score"],
        "output": output,
        "images": images,
    }


class Page(HTMLParser):
    """The judge's page of a test, taken apart: its words, and the lines that are tables."""

    def __init__(self, page: str) -> None:
        super().__init__()
        lines = page.split("\n")
        begin = ("<div>", "<table")
        self.pictures = [line for line in lines if line.startswith(begin)]
        self.parts: list[str] = []
        self.feed("\n".join(line for line in lines if not line.startswith(begin)))
        self.close()

    @property
    def text(self) -> str:
        return "\n\n".join(part.strip("\n") for part in self.parts if part.strip())

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("p", "pre"):
            self.parts.append("")

    def handle_data(self, data: str) -> None:
        if self.parts:
            self.parts[-1] += data


def drawing(tables: str) -> str:
    """Tables as a picture: PrairieLearn shows images, and no markup."""
    each = tables.split("<table")[1:]
    rows = max(table.count("<tr") for table in each)
    columns = [table.partition("</tr>")[0].count("<td") for table in each]
    page = DRAWING.format(
        width=60 * sum(columns) + 24 * len(each), height=24 * rows + 40, page=tables
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(page.encode()).decode()}"


if __name__ == "__main__":
    main()
