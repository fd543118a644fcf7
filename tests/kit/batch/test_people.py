"""Who is in the class: people.csv, downloads of Canvas and Moodle, lateness, written work, tables."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from autograder.batch.entries import Batch, Person, read_download
from autograder.batch.exports import opened
from autograder.batch.grades import write_grades
from autograder.batch.people import Lateness, extended, lateness, read_people
from autograder.course import Spec
from autograder.course.errors import SubmissionError
from autograder.course.load import parse_course, resolve
from autograder.course.places import LateRule

SPEC = Spec(slug="01_words", number="1", title="Words", files=("words.py",), points=10)
CODE = "def shout(word):\n    return word\n"
DUE = "2031-03-01T22:00:00+00:00"


def read(place: Path, out: Path) -> Batch:
    with opened(place, SPEC, out) as batch:
        for entry in batch.entries:
            names = [path.name for path in entry.place.iterdir()] if entry.place.is_dir() else []
            assert names in ([], ["words.py"])
        return batch


def hand_in(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CODE, encoding="utf-8")
    return root


def people(place: Path, *rows: str) -> None:
    text = "\n".join(["id,name,e-mail,section,extension", *rows])
    place.write_text(text + "\n", encoding="utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8")))


def test_people_csv_names_submitters_and_who_is_missing(tmp_path):
    place = hand_in(tmp_path / "in", "5001/words.py", "crafts-babamue/words.py", "Lo Né/words.py")
    people(
        place / "people.csv",
        "5001,Ba Ri,ba@example.edu,A,",
        "babamue,Mu Lo,mu@example.edu,B,3",
        "5003,Lo Ne,lo@example.edu,B,",
        "5004,Čo SSu,co@example.edu,A,",
    )
    batch = read(place, tmp_path / "out")
    found = {entry.name: entry.students[0].email for entry in batch.entries}
    assert found == {
        "5001": "ba@example.edu",
        "crafts-babamue": "mu@example.edu",
        "Lo Né": "lo@example.edu",
    }
    assert [student.name for student in batch.missing] == ["Čo SSu"]


def test_a_submission_of_nobody_in_people_csv_is_said(tmp_path):
    place = hand_in(tmp_path / "in", "somebody/words.py", "ba/words.py")
    people(tmp_path / "people.csv", "ba,Ba Ri,,A,")  # beside the folder
    batch = read(place, tmp_path / "out")
    assert batch.notes == ("not in people.csv: somebody",)
    assert batch.missing == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("who,what\nx,y\n", "needs a first line with `id`, `name` or `email`"),
        ("id,extension\n7,soon\n", "the extension 'soon' of 7 is not known"),
        ("id,extension\n7,20300201\n", "the extension '20300201' of 7 is not known: write a date"),
    ],
)
def test_a_people_csv_that_cannot_be_used_says_why(tmp_path, text, sentence):
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SubmissionError, match=sentence):
        read_people(path)


def test_a_spreadsheets_semicolons_and_mark_are_read(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("\ufeffName;ID;Section\nBa Mü;7;A\n", encoding="utf-8")
    assert read_people(path) == (Person(name="Ba Mü", sid="7", sections="A"),)


def test_a_canvas_download_is_sorted_by_people(tmp_path):
    place = hand_in(tmp_path / "in", "riba_LATE_71_900_words-1.py", "münelo_72_901_words.py")
    people(place / "people.csv", "s1,Ba Ri,,A,", "s2,Ne Lo Mü,,B,", "s3,Ri Mu,,B,")
    batch = read(place, tmp_path / "out")
    assert batch.origin == "canvas"
    known = {entry.submission_id: entry.students[0].sid for entry in batch.entries}
    assert known == {"71": "s1", "72": "s2"}
    assert [student.sid for student in batch.missing] == ["s3"]


@pytest.mark.parametrize(
    "names",
    [
        ("Ba Ri_71_assignsubmission_file_words.py", "Lo Ne_72_assignsubmission_file_words.py"),
        (
            "Ba Ri_71_assignsubmission_file_/words.py",
            "Lo Ne_72_assignsubmission_file/words.py",
            "Lo Ne_72_assignsubmission_onlinetext/onlinetext.html",
        ),
    ],
)
def test_a_moodle_download_flat_or_in_folders(tmp_path, names):
    batch = read(hand_in(tmp_path / "in", *names), tmp_path / "out")
    assert batch.origin == "moodle"
    assert [entry.name for entry in batch.entries] == ["Ba Ri_71", "Lo Ne_72"]
    assert [entry.students[0].name for entry in batch.entries] == ["Ba Ri", "Lo Ne"]


def test_files_with_names_of_their_own_are_no_download(tmp_path):
    files = list(hand_in(tmp_path / "in", "ba_ri.py", "words_2.py").iterdir())
    assert read_download(files, lambda: tmp_path) is None


RULE = LateRule(grace_minutes=15, percent_a_day=10, days_at_most=3, take_off=True)


@pytest.mark.parametrize(
    ("submitted", "extension", "expected"),
    [
        ("2031-03-01T21:00:00+00:00", "", Lateness(0, 0, 0)),
        ("2031-03-01T23:10:00+01:00", "", Lateness(600, 0, 0)),
        ("2031-03-02T00:00:00+00:00", "", Lateness(7200, 1, 10)),
        ("2031-03-03T22:00:01+00:00", "", Lateness(172801, 3, 30)),
        ("2031-03-05T22:00:00+00:00", "", Lateness(345600, 4, 100)),
        ("2031-03-03T22:00:00+00:00", "2", Lateness(0, 0, 0)),
        ("2031-03-03T22:00:00+00:00", "36 h", Lateness(43200, 1, 10)),
        ("2031-03-03T22:00:00+00:00", "2031-03-03", Lateness(0, 0, 0)),
    ],
)
def test_the_rule_for_being_late(submitted, extension, expected):
    assert lateness(replace(SPEC, due=DUE, late=RULE), submitted, extension) == expected


def test_a_date_without_a_zone_says_nothing_about_a_moment():
    assert lateness(replace(SPEC, due="2031-03-01T22:00:00"), DUE) is None
    assert extended(datetime.fromisoformat(DUE), "2031-02-01") == datetime.fromisoformat(DUE)


def test_due_dates_take_the_courses_time_zone():
    text = (
        "title: T\ntimezone: UTC\nlate: {percent_a_day: 5}\nassignments:\n"
        "- {slug: a, title: A, submit: a.py, points: 1, due: 2031-03-01T22:00:00}\n"
        "- {slug: b, title: B, submit: b.py, points: 1, due: '2031-03-01T22:00:00+02:00'}\n"
    )
    facts = parse_course(text)
    assert resolve(facts, 0).due == "2031-03-01T22:00:00+00:00"
    assert resolve(facts, 1).due == "2031-03-01T22:00:00+02:00"
    late = resolve(facts, 0)
    assert late.late is not None
    assert Spec.from_json(late.to_json()) == late


@pytest.fixture
def crafts(invented, tmp_path) -> Path:
    invented.write_class(tmp_path / "graded", 40)
    return tmp_path / "graded"


def test_lateness_is_taken_off_and_said_in_grades_csv(crafts):
    write_grades(crafts)
    lines = json.loads((crafts / "summary.json").read_text(encoding="utf-8"))["submissions"]
    found = rows(crafts / "grades.csv")
    assert len(found) == len(lines) + 1
    assert (found[-1]["Status"], found[-1]["Total Score"]) == ("Missing", "")
    due = datetime.fromisoformat(DUE)
    for line, row in zip(lines, found):
        days = 2 if line["students"][0]["extension"] else 0
        late = (datetime.fromisoformat(line["submitted"]) - due).total_seconds() - 86400 * days
        started = -(-late // 86400) if late > 900 else 0
        off = line["score"] * (1 if started > 3 else started / 10)
        assert row["Days Late"] == f"{started:g}"
        assert float(row["Late Points (taken off)"]) == pytest.approx(off, abs=1e-3)
        assert float(row["Total Score"]) == pytest.approx(line["score"] - off, abs=1e-3)


def test_written_work_is_joined_into_the_grades(crafts):
    sheet = 'Submission,Question 1,Question 2,Comment\nsubmission_9001,2,"1,5",good\n'
    (crafts / "rubric.csv").write_text(sheet, encoding="utf-8")
    write_grades(crafts)
    one, two = rows(crafts / "grades.csv")[:2]
    assert (one["Written: Question 1"], two["Written: Question 1"]) == ("", "2")
    assert float(two["Total With Written Work"]) == pytest.approx(float(two["Total Score"]) + 3.5)
    (crafts / "rubric.csv").write_text(sheet.replace(",2,", ",two,"), encoding="utf-8")
    with pytest.raises(SubmissionError, match="line 2: 'two' is not a number of points"):
        write_grades(crafts)


@pytest.mark.parametrize(
    "sheet",
    [
        "Submission,Name,Question 1\nsubmission_9001,Ba Ri,2\nsubmission_9002,Ba Ri,\n",
        "SID,Name,Question 1\n70001,Ba Ri,2\n",
    ],
)
def test_nobody_gets_the_written_points_of_a_namesake(crafts, sheet):
    path = crafts / "summary.json"
    summary = json.loads(path.read_text(encoding="utf-8"))
    for line in summary["submissions"][1:3]:
        line["students"][0]["name"] = "Ba Ri"
    path.write_text(json.dumps(summary), encoding="utf-8")
    (crafts / "rubric.csv").write_text(sheet, encoding="utf-8")
    write_grades(crafts)
    one, two = rows(crafts / "grades.csv")[1:3]
    assert (one["Written: Question 1"], two["Written: Question 1"]) == ("2", "")


def test_whoever_hands_in_later_gets_a_row_and_nothing_entered_is_lost(crafts):
    path = crafts / "summary.json"
    summary = json.loads(path.read_text(encoding="utf-8"))
    submissions, summary["questions"] = summary["submissions"], ["Question 1. Why?"]
    path.write_text(json.dumps({**summary, "submissions": submissions[:3]}), encoding="utf-8")
    write_grades(crafts)
    sheet = (crafts / "rubric.csv").read_text(encoding="utf-8")
    assert len(sheet.splitlines()) == 4

    # a spreadsheet writes the same with semicolons, a mark and a column of its own
    entered = "\ufeff" + sheet.replace(",", ";").replace("Why?", "Why?;Comment")
    entered = entered.rstrip("\n") + "2;good\n"
    (crafts / "rubric.csv").write_text(entered, encoding="utf-8")
    path.write_text(json.dumps({**summary, "submissions": submissions}), encoding="utf-8")
    write_grades(crafts)
    now = (crafts / "rubric.csv").read_text(encoding="utf-8")
    assert now.startswith(entered)
    assert len(now.splitlines()) == len(submissions) + 1
    grades = rows(crafts / "grades.csv")
    assert grades[2]["Written: Question 1. Why?"] == "2"
    assert [row["Written: Question 1. Why?"] for row in grades[3:40]] == [""] * 37
    write_grades(crafts)  # and nobody gets a second one
    assert (crafts / "rubric.csv").read_text(encoding="utf-8") == now


@pytest.mark.parametrize("sheet", ["SID,Total Score\n70002,5\n", "Submission,Points\nx,1\n"])
def test_a_sheet_of_ones_own_gets_no_rows(crafts, sheet):
    (crafts / "rubric.csv").write_text(sheet, encoding="utf-8")
    write_grades(crafts)
    assert (crafts / "rubric.csv").read_text(encoding="utf-8") == sheet


def test_gradescopes_own_sheet_is_read_as_it_comes(crafts):
    sheet = "First Name,SID,Total Score,1: Why (4.0 pts),2: How (2.0 pts)\nx,70002,5,3.5,1.5\n"
    (crafts / "rubric.csv").write_text(sheet, encoding="utf-8")
    write_grades(crafts)
    assert rows(crafts / "grades.csv")[2]["Written: 1: Why (4.0 pts)"] == "3.5"


@pytest.mark.parametrize("origin", ["canvas", "moodle"])
def test_a_class_from_canvas_or_moodle_gets_its_gradebook(crafts, origin):
    path = crafts / "summary.json"
    summary = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**summary, "origin": origin}), encoding="utf-8")
    write_grades(crafts)
    total = [row["Total Score"] for row in rows(crafts / "grades.csv")]
    found = rows(crafts / f"{origin}.csv")
    if origin == "canvas":
        assert (found[0]["Student"], found[0]["Paper, knots and cups"]) == (
            "    Points Possible",
            "26.5",
        )
        found = found[1:]
        assert found[0]["ID"] == "9000"
    else:
        assert found[0]["Identifier"] == "Participant 9000"
    assert [row["Paper, knots and cups"] for row in found] == total


def test_a_canvas_class_from_download_to_gradebook(autograder, words, tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    right = words.solutions()[0].read_text(encoding="utf-8")
    (place / "riba_71_900_words.py").write_text(right, encoding="utf-8")
    (place / "neloo_LATE_72_901_words-2.py").write_text(
        right.replace(".upper()", ".lower()"), encoding="utf-8"
    )
    people(place / "people.csv", "s1,Ba Ri,,A,", "s2,Loo Ne,,B,", "s3,Ri Mu,,B,")
    told = autograder("grade", "in", "-a", "01_words", "--out", "out")
    assert told.returncode == 0, told.stderr
    assert "1  of people.csv without a submission" in told.stdout
    found = {row["Student"]: row["Words and numbers"] for row in rows(tmp_path / "out/canvas.csv")}
    assert (found["Ba Ri"], found["Ri Mu"]) == ("12", "")
    assert 0 < float(found["Loo Ne"]) < 12
    assert [row["SID"] for row in rows(tmp_path / "out/grades.csv")] == ["s2", "s1", "s3"]
    assert autograder("report", "out").returncode == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "1 of people.csv has not handed in" in page
    assert "return word.lower()" in page


def test_another_assignments_results_are_not_written_over(autograder, crafts, tmp_path):
    hand_in(tmp_path / "in", "ba/words.py")
    told = autograder("grade", "in", "-a", "01_words", "--out", crafts)
    assert told.returncode == 1
    assert "holds results of 09_crafts: name another folder with --out" in told.stderr


def test_a_class_is_not_graded_against_another_assignment(autograder, words, tmp_path):
    facts = words.root / "course.yml"
    entry = "\n  - {slug: 02_sums, title: Sums, submit: sums.py, points: 1}\n"
    facts.write_text(facts.read_text(encoding="utf-8").rstrip() + entry, encoding="utf-8")
    starter = words.root / "starter" / "02_sums" / "sums.py"
    hand_in(tmp_path / "in", "ba/words.py", "mu/words.py", "lo/answer.py")
    starter.parent.mkdir()
    starter.write_text("def add_up(values):\n    raise NotImplementedError\n", encoding="utf-8")
    told = autograder("grade", "in", "-a", "02_sums", "--out", "out")
    assert told.returncode == 1
    assert "these are not submissions for 02_sums: none of 3 defines" in told.stderr
    assert "use --assignment 01_words" in told.stderr
