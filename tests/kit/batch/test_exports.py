"""What a path holds: layouts, metadata, and everything that can be wrong with either."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest

from autograder.batch.entries import Batch, read_metadata, safe_name
from autograder.batch.exports import _defined, opened, refuse_other_assignment
from autograder.course import Spec
from autograder.course.errors import SubmissionError

SPEC = Spec(slug="01_words", number="1", title="Words", files=("words.py",), points=10)
GOOD = b"def shout(word):\n    return word\n"

METADATA = """---
submission_7:
  :submitters:
  - :name: Ada Alder
    :sid: 5001
    :email: ada@example.edu
  - :name: Bo Birch
    :email: bo@example.edu
  :created_at: 2027-02-11 10:00:01.000000000 Z
  :score: 3.0
  :results:
    tests:
    - name: ":submitters: [this is not one]"
  :history:
  - :id: 1
    :score: 0.0
  - :id: 2
    :score: 1.0
submission_8:
  :submitters: []
  :created_at: not a date
submission_9:
  :submitters:
  - :name: Chen
"""


def read(place: Path, out: Path) -> Batch:
    with opened(place, SPEC, out) as batch:
        for entry in batch.entries:
            assert entry.place is None or entry.place.exists()
        return batch


def folder_with(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def zip_with(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def names(batch: Batch) -> list[str]:
    return [entry.name for entry in batch.entries]


def test_ids_keep_their_first_zeros_and_times_their_zone(tmp_path):
    path = tmp_path / "submission_metadata.yml"
    text = METADATA.replace("5001", "0051").replace("000 Z", "000 -05:00")
    path.write_text(text, encoding="utf-8")
    known, notes = read_metadata(path)
    assert notes == []
    assert known["submission_7"].students[0].sid == "0051"
    assert known["submission_7"].submitted.isoformat() == "2027-02-11T10:00:01-05:00"


def test_a_single_file_is_one_submission(tmp_path):
    place = folder_with(tmp_path / "in", {"ada.py": GOOD}) / "ada.py"
    batch = read(place, tmp_path / "out")
    assert names(batch) == ["ada"]
    assert batch.single


def test_a_folder_with_the_assignments_file_is_one_submission(tmp_path):
    place = folder_with(tmp_path / "ada", {"words.py": GOOD, "notes.txt": b"hello"})
    assert names(read(place, tmp_path / "out")) == ["ada"]


def test_a_folder_of_files_and_folders_and_zips(tmp_path):
    place = folder_with(tmp_path / "in", {"ada.py": GOOD, "bo/words.py": GOOD, "readme.txt": b"x"})
    zip_with(place / "chen.zip", {"words.py": GOOD})
    assert names(read(place, tmp_path / "out")) == ["ada", "bo", "chen"]


def test_results_inside_the_folder_are_no_submission(tmp_path):
    place = folder_with(tmp_path / "in", {"ada.py": GOOD, "bo.py": GOOD})
    assert names(read(place, place / "graded" / "01_words")) == ["ada", "bo"]


def test_an_unreadable_file_does_not_end_the_class(tmp_path, words):
    place = folder_with(tmp_path / "in", {"ada.py": GOOD, "bo.py": GOOD})
    gone = place / "ada.py"
    batch = read(place, tmp_path / "out")
    gone.unlink()
    gone.mkdir()  # as unreadable as a file gets where the tests run as root
    refuse_other_assignment(batch, words)
    assert _defined(gone / "nothing.py", "") == []


def test_odd_paths_of_a_zip_cost_themselves_alone(tmp_path):
    deep = "/".join(["d" * 200] * 30) + "/words.py"
    place = zip_with(
        tmp_path / "class.zip", {deep: GOOD, "bo\\": b"", "bo\\words.py": GOOD, "c.py": GOOD}
    )
    with opened(place, SPEC, tmp_path / "out") as batch:
        assert names(batch) == ["bo", "c"]
        assert (batch.entries[0].place / "words.py").read_bytes() == GOOD
        assert "too long" in "".join(batch.notes)


def test_what_one_run_unpacked_another_one_leaves_alone(tmp_path):
    files, out = {"ada/words.py": GOOD, "bo/words.py": GOOD}, tmp_path / "out"
    place = zip_with(tmp_path / "class.zip", files)
    left = folder_with(out / ".unpacked-of-a-run-that-was-killed", {"words.py": GOOD})
    with opened(place, SPEC, out) as batch:
        assert names(read(place, out)) == ["ada", "bo"]
        assert (batch.entries[0].place / "words.py").read_bytes() == GOOD
    assert not left.exists()
    assert not list(out.glob(".unpacked-*"))


def test_names_with_spaces_newlines_and_chinese(tmp_path):
    place = folder_with(
        tmp_path / "in",
        {"Ada Alder/words.py": GOOD, "two\nlines/words.py": GOOD, "陈小明/words.py": GOOD},
    )
    batch = read(place, tmp_path / "out")
    assert names(batch) == ["Ada Alder", "two_lines", "陈小明"]
    assert "two_lines" in batch.notes[0]


def test_two_with_one_name_get_two_folders_and_a_note(tmp_path):
    place = folder_with(tmp_path / "in", {"ada.py": GOOD, "ada/words.py": GOOD, "Ada.ipynb": b"{}"})
    batch = read(place, tmp_path / "out")
    assert len({name.casefold() for name in names(batch)}) == 3
    assert len([note for note in batch.notes if "twice" in note]) == 2


@pytest.mark.parametrize("name", ["grades.csv", ".cache", "..", "a/b", "", "x" * 300, "\udcff"])
def test_no_name_leads_anywhere_else(name):
    safe = safe_name(name)
    assert safe not in ("", ".", "..", "grades.csv", ".cache")
    assert "/" not in safe
    assert not safe.startswith(".")
    assert len(safe.encode()) <= 200


@pytest.mark.parametrize("packed", [False, True])
def test_an_export_with_its_metadata(tmp_path, packed):
    files = {
        "assignment_1_export/submission_metadata.yml": METADATA.encode(),
        "assignment_1_export/submission_7/words.py": GOOD,
        "assignment_1_export/submission_8/words.py": GOOD,
        "assignment_1_export/submission_10/words.py": GOOD,
        "assignment_1_export/.DS_Store": b"x",
        "__MACOSX/assignment_1_export/._submission_7": b"x",
    }
    if packed:
        place = zip_with(tmp_path / "export.zip", files)
    else:
        place = folder_with(tmp_path / "in", files) / "assignment_1_export"
    batch = read(place, tmp_path / "out")
    assert names(batch) == ["submission_7", "submission_8", "submission_9", "submission_10"]
    seven, eight, nine, _ = batch.entries
    assert [student.name for student in seven.students] == ["Ada Alder", "Bo Birch"]
    assert seven.students[0].sid == "5001"
    assert seven.submission_id == "7"
    assert seven.attempts == 3
    assert seven.submitted.year == 2027
    assert eight.students == ()
    assert "nothing was uploaded" in nine.problem
    assert "submission_10 is not in" in " ".join(batch.notes)
    assert not list((tmp_path / "out").iterdir())  # what was unpacked is gone


def test_an_export_without_metadata_is_still_graded(tmp_path):
    place = folder_with(tmp_path / "in", {"submission_1/words.py": GOOD})
    batch = read(place, tmp_path / "out")
    assert names(batch) == ["submission_1"]
    assert "no submission_metadata.yml" in batch.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "[" * 100_000,
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nsubmission_1: {:submitters: *c}\n",
        "base: &a {x: 1}\nb: &b\n  <<: [*a, *a]\nsubmission_1:\n  <<: [*b, *b, *b]\n",
        "submission_1: !ruby/object:Thing\n  :submitters: 7\n",
        "submission_1:\n\t:submitters: x\n",
        "\x00\x01\x02",
        "- a\n- b\n",
        "",
        "submission_1:\n  :submitters:\n  - :name: [1, 2]\n    :sid: 0x1_\n",
        "submission_1:\n  :created_at: 2027-99-99\n",
    ],
)
def test_strange_metadata_are_survived(tmp_path, text):
    path = tmp_path / "submission_metadata.yml"
    path.write_text(text, encoding="utf-8")
    found, notes = read_metadata(path)
    assert isinstance(found, dict)
    for facts in found.values():
        assert all(len(student.name) <= 200 for student in facts.students)
    assert found or notes


def test_years_of_results_do_not_slow_the_metadata_down(tmp_path):
    path = tmp_path / "submission_metadata.yml"
    results = "".join(f"    - name: test {n}\n      score: 1.0\n" for n in range(200_000))
    path.write_text(METADATA.replace("    tests:\n", "    tests:\n" + results), encoding="utf-8")
    found, notes = read_metadata(path)
    assert notes == []
    assert [student.name for student in found["submission_7"].students] == ["Ada Alder", "Bo Birch"]


def test_a_zip_that_climbs_out_writes_nothing_outside(tmp_path):
    place = zip_with(
        tmp_path / "in.zip",
        {"../../evil.py": b"x", "/tmp/evil_absolute.py": b"x", "ada/words.py": GOOD},
    )
    before = set(tmp_path.rglob("*"))
    batch = read(place, tmp_path / "out")
    assert sum("leads out of the zip" in note for note in batch.notes) == 2
    after = set(tmp_path.rglob("*"))
    assert after - before == {tmp_path / "out"}
    assert not Path("/tmp/evil_absolute.py").exists()


def test_a_link_in_a_zip_is_left_out(tmp_path):
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("ada/words.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bo/words.py", GOOD)
    batch = read(path, tmp_path / "out")
    assert any("link" in note for note in batch.notes)


def test_a_zip_bomb_is_cut_off(tmp_path):
    bomb = zip_with(tmp_path / "bomb.zip", {"words.py": b"0" * (64 << 20)})
    place = folder_with(tmp_path / "in", {"ada.py": GOOD})
    os.rename(bomb, place / "bomb.zip")
    batch = read(place, tmp_path / "out")
    one = next(entry for entry in batch.entries if entry.name == "bomb")
    assert "more than 5 MB" in " ".join(one.notes)


def test_a_damaged_zip_is_one_students_problem(tmp_path):
    place = folder_with(tmp_path / "in", {"ada.py": GOOD, "bo.zip": b"PK\x03\x04 and then nothing"})
    bo = read(place, tmp_path / "out").entries[1]
    assert bo.name == "bo"
    assert "not a zip file" in bo.problem


def test_a_missing_path_and_an_empty_folder_say_what_was_expected(tmp_path):
    with pytest.raises(SubmissionError, match="does not exist: name a file"):
        read(tmp_path / "nowhere", tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SubmissionError, match=r"holds no submissions: expected words\.py"):
        read(tmp_path / "empty", tmp_path / "out")


def test_a_link_in_a_class_folder_is_a_submission_without_files(tmp_path):
    """It could lead to another student's work, to the reference, or out of the course."""
    secret = folder_with(tmp_path / "secret", {"words.py": GOOD})
    place = folder_with(tmp_path / "in", {"ada/words.py": GOOD})
    (place / "bo").symlink_to(secret)
    (place / "chen.py").symlink_to(secret / "words.py")
    (place / "dina.zip").symlink_to(zip_with(tmp_path / "d.zip", {"words.py": GOOD}))
    (place / "loop.py").symlink_to(place / "loop.py")
    batch = read(place, tmp_path / "out")
    assert names(batch) == ["ada", "bo", "chen", "dina", "loop"]
    assert [entry.place is None for entry in batch.entries] == [False, True, True, True, True]
    assert all("is a link" in entry.problem for entry in batch.entries[1:])


def test_a_link_in_an_export_is_not_followed_either(tmp_path):
    secret = folder_with(tmp_path / "secret", {"words.py": GOOD})
    place = folder_with(
        tmp_path / "in",
        {"submission_metadata.yml": METADATA.encode(), "submission_7/words.py": GOOD},
    )
    for name in ("submission_8", "submission_11", "other"):
        (place / name).symlink_to(secret)
    batch = read(place, tmp_path / "out")
    found = {entry.name: entry for entry in batch.entries}
    assert sorted(found) == ["submission_11", "submission_7", "submission_8", "submission_9"]
    assert "is a link" in found["submission_8"].problem
    assert "is a link" in found["submission_11"].problem


def test_a_link_that_the_grader_names_is_meant(tmp_path):
    place = folder_with(tmp_path / "in", {"ada/words.py": GOOD})
    (tmp_path / "term").symlink_to(place)
    assert names(read(tmp_path / "term", tmp_path / "out")) == ["ada"]


def test_names_in_an_export_are_text_and_nothing_else(tmp_path):
    path = tmp_path / "submission_metadata.yml"
    name = '"\\x1b[31mEve\\u202e \\0"'
    path.write_text(f"submission_7:\n  :submitters:\n  - :name: {name}\n    :sid: 0x{'f' * 6000}\n")
    facts, _ = read_metadata(path)
    (student,) = facts["submission_7"].students
    assert student.name.startswith("?[31mEve?")
    assert student.name.encode("utf-8")
    assert len(student.sid) == 200  # text like any other, and cut
