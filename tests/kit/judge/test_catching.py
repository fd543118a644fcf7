"""examples.py: what is valid, what is caught, what is said of it, and what hostile ones cost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.batch.mistakes import Thought
from autograder.batch.report import write_page
from autograder.build.gradescope import build_one, lay_out
from autograder.build.otter import otter_notebook
from autograder.build.parts import parts_of
from autograder.build.student import student_files
from autograder.course import Assignment
from autograder.course.errors import PackageError
from autograder.course.load import load_course
from autograder.judge import apart
from autograder.judge.apart import each_apart
from autograder.judge.ideas import misconceptions
from autograder.judge.results import to_json
from autograder.judge.service import Task
from autograder.judge.submission import read_submission
from autograder.prove.cases import Trial
from autograder.prove.checks import check_examples
from autograder.prove.proofs import GradedTrial, examples_faults
from autograder.prove.rehearse import grade_tasks
from autograder.testing.check import InProcess
from autograder.testing.examples import Example, as_meant, disproved
from autograder.testing.outcome import Call

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "tests" / "kit" / "courses" / "words"
SLUG = "02_cross_correlate"

TRIVIAL = '("vertical_edges", (torch.ones(3, 3),), torch.zeros(1, 1))'
INVALID = '("conv_layer", (torch.ones(1, 1, 2), torch.ones(1, 1, 1, 2)), torch.tensor([[[3.0]]]))'
FORMLESS = '("conv_leyer", (1,), 2), ("im2col", torch.ones(1, 1, 1), 2), 7'
GOOD = """\
("cross_correlate2d", (torch.tensor([[1.0, 2.0]]), torch.tensor([[1.0, 10.0]])),
 torch.tensor([[21.0]])),
("conv_layer", (torch.tensor([[[1.0, 2, 3, 4, 5]]]), torch.tensor([[[[1.0, 10]]]]), None, (1, 2)),
 torch.tensor([[[21.0, 43.0]]]))"""


def listed(examples: str) -> str:
    return f"import torch\n\nEXAMPLES = [\n{examples},\n]\n"


@pytest.fixture(scope="module")
def qualities(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """The starter of 02 with examples of different quality, graded by its zip."""
    assignment = load_course(ROOT).assignment(SLUG)
    folder = tmp_path_factory.mktemp("qualities")
    ground = lay_out(build_one(assignment, folder, "cpu"), folder / "autograder")
    texts = {
        "none": None,
        "the starter's": assignment.examples.read_text("utf-8").replace("\n", "\r\n"),
        "invalid": listed(f"{GOOD}, {INVALID}, {FORMLESS}"),
        "trivial": listed(TRIVIAL),
        "good": listed(f"{TRIVIAL}, {GOOD}"),
        "complete": assignment.all_caught.read_text("utf-8"),
    }
    tasks = []
    for number, text in enumerate(texts.values()):
        place = folder / str(number)
        place.mkdir()
        shutil.copy(assignment.starters()[0], place)
        if text is not None:
            (place / "examples.py").write_text(text, encoding="utf-8", newline="")
        found = read_submission(place, Assignment.packaged(ground.source).spec)
        tasks.append(Task(found.files, found.notes, examples=found.examples, number=number))
    results = dict(grade_tasks(ground, tasks, 2))
    return {name: json.loads(to_json(results[n])) for n, name in enumerate(texts)}


def examples_test(results: dict) -> dict:
    return next(t for t in results["tests"] if t["extra_data"]["problem"] == "examples")


@pytest.mark.parametrize("name", ["none", "the starter's"])
def test_who_hands_in_no_examples_reads_nothing_of_them(qualities, name: str) -> None:
    results = qualities[name]
    assert all(test["extra_data"]["problem"] != "examples" for test in results["tests"])
    assert "and 0 of 7 for extra credit" in results["output"]
    assert results["score"] == 0


def test_an_invalid_example_is_named_and_there_are_no_points_until_it_is_mended(qualities) -> None:
    test = examples_test(qualities["invalid"])
    assert test["score"] == 0
    assert "2 of 6 examples valid: there are no points until all are." in test["output"]
    assert "example 3: conv_layer(" in test["output"]
    assert "something else comes back" in test["output"]
    assert (
        "no function that can be asked is called 'conv_leyer': did you mean conv_layer?"
        in (test["output"])
    )
    assert "a single one needs a comma: (x,)" in test["output"]
    assert "write it as (function, arguments, expected)" in test["output"]
    assert "2 of 7 wrong ideas caught:" in test["output"]
    assert "2." not in test["output"].partition("example 3")[2].partition("example 4")[0]


def test_a_trivial_example_is_valid_and_catches_nothing(qualities) -> None:
    test = examples_test(qualities["trivial"])
    assert test["output"].startswith(
        "1 of 1 examples valid.\n0 of 7 wrong ideas caught.\nnext: think"
    )
    assert (test["score"], test["status"]) == (0, "failed")


def test_good_examples_bring_their_share_and_the_names_of_what_they_catch(qualities) -> None:
    results = qualities["good"]
    test = examples_test(results)
    assert test["name"] == "examples.py: catch the wrong ideas (2 points, extra credit)"
    assert test["score"] == results["score"] == pytest.approx(2 * 2 / 7, abs=0.01)
    assert "- The kernel is turned around by 180 degrees: example 2, 3" in test["output"]
    assert "- The stride spreads the pixels inside a window: example 3" in test["output"]
    assert test["visibility"] == "visible"


def test_of_ideas_at_large_nobody_reads_more_than_how_many(qualities) -> None:
    chosen = [i for i in misconceptions(load_course(ROOT).assignment(SLUG)) if i.chosen]
    caught = {"kernel_turned_around", "stride_spreads_the_window"}
    text = json.dumps(qualities["good"], ensure_ascii=False)
    for idea in chosen:
        assert (idea.name in text) == (idea.name in caught)
        assert (idea.title in text) == (idea.name in caught)


def test_complete_examples_bring_all_points_beside_code_that_is_not_written(qualities) -> None:
    test = examples_test(qualities["complete"])
    assert (test["score"], test["status"]) == (2, "passed")
    assert "7 of 7 wrong ideas caught:" in test["output"]
    assert qualities["complete"]["score"] == 2
    assert "0 of 25 points, and 2 of 7 for extra credit" in qualities["complete"]["output"]


@pytest.fixture
def asking(tmp_path: Path) -> Assignment:
    """The course on words, with points for examples and two chosen ideas."""
    course = Path(shutil.copytree(WORDS, tmp_path / "course"))
    facts = course / "course.yml"
    text = facts.read_text().replace(
        "    extra_points: 1", "    extra_points: 1\n    examples_points: 2"
    )
    facts.write_text(text.replace("seconds: 3", "seconds: 1"))
    for page, name in (("count_letters", "capitals_apart"), ("shout", "no_default_mark")):
        path = course / f"solutions/01_words/ideas/{page}.md"
        path.write_text(path.read_text().replace(f"`{name}`", f"`{name}` (examples)"))
    worked = 'EXAMPLES = [("shout", ("a", -1), ValueError)]\n'
    (course / "assignments/01_words/examples.py").write_text(worked)
    (course / "starter/01_words/examples.py").write_text(worked)
    caught = 'EXAMPLES = [("count_letters", ("Aa",), {"a": 2}), ("shout", ("a", 1), "A!")]\n'
    (course / "solutions/01_words/examples.py").write_text(caught)
    return load_course(course).assignment("01_words")


HOSTILE = {
    "an endless list": ("EXAMPLES = []\nwhile True:\n    EXAMPLES.append(0)\n", "not be imported"),
    "an import that hangs": ("import time\ntime.sleep(99)\n", "stopped after 3 s"),
    "a gigabyte": (
        "import numpy\nEXAMPLES = [('shout', (numpy.zeros(1 << 27, bool),), 0)] * 9\n",
        "no plain data",
    ),
    "larger than allowed": ("EXAMPLES = [('shout', ('a' * 2001,), 0)]\n", "make it smaller"),
    "10,000 examples": ("EXAMPLES = [('shout', ('a', 1), 'A!')] * 10000\n", "10,000 examples"),
    "always equal": (
        "class Same(str):\n    __eq__ = lambda *_: True\n    __hash__ = None\n"
        "class Thing:\n    __eq__ = lambda *_: True\n    __ne__ = lambda *_: False\n"
        "EXAMPLES = [('shout', ('a', 1), Same('B')), ('shout', ('a', 1), Thing())]\n",
        "0 of 2 examples valid",
    ),
    "odd exceptions": (
        "class A(type):\n    def __getattribute__(self, name): raise KeyError(name)\n"
        "class E(Exception, metaclass=A): pass\n"
        "EXAMPLES = [('shout', ('a', -1), E), ('shout', ('a', -1), KeyboardInterrupt),\n"
        "            ('shout', ('a', -1), ValueError('x')), ('shout', ('a', 1), Exception)]\n",
        "1 of 4 examples valid",
    ),
    "no list": ("EXAMPLES = lambda: 3\n", "has no list called EXAMPLES"),
    "its own end": ("import os\nos._exit(0)\n", "not be imported"),
    "the code": ("from words import shout\n", "remove this import"),
    "the reference": ("EXAMPLES = [('joined', (), 0)]\n", "no function that can be asked"),
}


def test_hostile_examples_lose_their_own_points_and_nothing_else(
    grade_for, asking, tmp_path
) -> None:
    places = []
    for number, (text, _) in enumerate(HOSTILE.values()):
        places.append(tmp_path / str(number))
        places[-1].mkdir()
        shutil.copy(asking.solutions()[0], places[-1])
        (places[-1] / "examples.py").write_text(text)
    results = grade_for(asking, *places)
    for name, result in zip(HOSTILE, results):
        examples = result.tests[-1]
        assert (result.score, examples.problem, examples.score) == (12, "examples", 0), name
        assert HOSTILE[name][1] in examples.output, (name, examples.output)


def test_examples_come_before_the_code_and_need_none(grade_for, asking, tmp_path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(asking.all_caught, tmp_path / "in" / "examples.py")
    (result,) = grade_for(asking, tmp_path / "in")
    assert "upload words.py" in result.output
    assert result.score == 2


@pytest.mark.parametrize("name", ["a loop", "a terabyte"])
def test_an_input_that_would_never_be_answered_costs_itself_alone(monkeypatch, name: str) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)

    def work(number: int) -> int:
        while number == 1 and name == "a loop":
            pass
        return len(bytearray(1 << 40)) if number == 1 else number

    assert each_apart(work, 4, time.monotonic() + 60) == [0, None, 2, 3]


def test_after_a_few_such_inputs_the_rest_is_left_alone(tmp_path) -> None:
    def work(number: int) -> int:
        (tmp_path / str(number)).touch()
        os._exit(1)

    assert each_apart(work, 40, time.monotonic() + 60) == [None] * 40
    assert {path.name for path in tmp_path.iterdir()} == {"0", "1", "2"}


@pytest.mark.parametrize("assignment", load_course(ROOT).assignments, ids=lambda a: a.slug)
def test_a_handful_of_ideas_is_chosen_in_each_assignment(assignment: Assignment) -> None:
    assert 5 <= sum(idea.chosen for idea in misconceptions(assignment)) <= 8


def test_functions_that_take_models_are_asked_by_probes(grade_for, tmp_path) -> None:
    """The worked examples of 05 are valid and catch no chosen idea, the complete ones all."""
    assignment = load_course(ROOT).assignment("05_build_cnn")
    for name, path in (("worked", assignment.examples), ("complete", assignment.all_caught)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "examples.py").write_text(path.read_text("utf-8") + "# mine\n")
    worked, complete = grade_for(assignment, tmp_path / "worked", tmp_path / "complete")
    assert worked.tests[-1].output.startswith("2 of 2 examples valid.\n0 of ")
    assert complete.score == assignment.spec.examples_points, complete.tests[-1].output


def test_the_desk_looks_at_the_form_and_at_ones_own_code(asking, tmp_path) -> None:
    for name, data in student_files(asking).items():
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.copy(asking.solutions()[0], tmp_path / "folder")
    (tmp_path / "folder" / "examples.py").write_text(
        "EXAMPLES = [('shout', ('a', 1), 'A!'), ('shout', ('a', 1), 'A'), ('shout', 'a', 1),\n"
        "            ('shuot', (), 1), ('shout', (min,), 1)]\n"
    )
    done = subprocess.run(
        [sys.executable, "check.py", "examples"],
        cwd=tmp_path / "folder",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    said = done.stdout
    assert "1  shout: in good form, and your own code says the same" in said
    assert "2  shout: in good form; your own code says something else" in said
    assert "3  put the arguments into a tuple; a single one needs a comma: (x,)" in said
    assert "4  no function that can be asked is called 'shuot': did you mean shout?" in said
    assert "5  a builtin_function_or_method is no plain data" in said
    assert "only the grader can tell" in said


def test_nothing_of_the_solutions_is_in_the_students_folder(asking) -> None:
    files = student_files(asking)
    assert files["examples.py"] == asking.examples.read_bytes()
    assert b"Aa" not in files["examples.py"]
    assert "`examples.py` brings extra credit" in files["README.md"].decode()


def test_notebooks_hand_examples_in_as_well(asking) -> None:
    book = json.loads(otter_notebook(parts_of(asking)))
    config = "".join(book["cells"][0]["source"])
    assert "files: [answers.md, examples.py]" in config


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda a: a.all_caught.unlink(), "solutions/01_words/examples.py is missing"),
        (lambda a: [p.unlink() for p in a.idea_pages()], "no idea is chosen: write .examples."),
    ],
)
def test_points_for_examples_need_what_they_are_given_by(asking, spoil, sentence: str) -> None:
    spoil(asking)
    with pytest.raises(PackageError, match=sentence):
        check_examples(asking)


def test_verify_names_the_idea_that_no_example_catches(asking) -> None:
    chosen = tuple(idea for idea in misconceptions(asking) if idea.chosen)
    case = Trial("reference", "reference", {"examples.py": ""}, catching=chosen)
    facts = {
        "number": 1,
        "invalid": 0,
        "caught": [["shout('a', 1) gives 'A!'", ["no_default_mark"]]],
    }
    graded = GradedTrial(case, {"extra_data": {"examples": facts}, "tests": []})
    found = examples_faults(graded, asking.slug)
    assert [fault.partition(":")[0] for fault in found] == [
        "no example of solutions/01_words/examples.py catches capitals_apart"
    ]


def test_the_report_says_what_nobody_thought_of(tmp_path: Path) -> None:
    thought = Thought(
        3, 1, (("Capitals are <b>", 0), ("Marks", 2)), (("f(<1>) gives 2", ("Marks",)),)
    )
    write_page(tmp_path / "page.html", "catching.html.j2", thought=thought)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "3 handed in examples.py; in 1 an example is not valid" in page
    assert 'Capitals are &lt;b&gt;</td><td class="n">nobody' in page
    assert "f(&lt;1&gt;) gives 2" in page


def test_a_whole_number_written_by_hand_means_the_float_as_well() -> None:
    code = InProcess(SimpleNamespace(half=lambda n: (n / 2, n), count=len))
    written = Example(Call("half", (6,)), (3, 6))
    meant = as_meant(written, code)
    assert (meant.expected, disproved(meant, code)) == ((3.0, 6.0), None)
    for wrong in (Example(Call("half", (6,)), (4, 6)), Example(Call("count", ("ab",)), 2)):
        assert as_meant(wrong, code) is wrong
