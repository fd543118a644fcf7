"""What the handouts of 02 and 03 say is so: examples, figures, measured tables, experiments."""

from __future__ import annotations

import csv
import doctest
import importlib
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from autograder.course.load import load_course
from autograder.judge.answers import load_overlay

ROOT = Path(__file__).resolve().parents[3]
CROSS, SIZE = "02_cross_correlate", "03_output_size"


def handout(slug: str) -> str:
    return (ROOT / "assignments" / slug / "handout.md").read_text(encoding="utf-8")


def reference(slug: str) -> ModuleType:
    return load_overlay(load_course(ROOT).assignment(slug))


@pytest.mark.parametrize("slug", [CROSS, SIZE])
def test_every_example_of_a_handout_gives_what_it_says(slug: str) -> None:
    blocks = re.findall(r"```python\n(>>>.*?)```", handout(slug), re.DOTALL)
    assert blocks
    names = {**vars(reference(slug)), "torch": torch}
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), names, slug, None, None)
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(example, out=told.append)
    assert not told, "".join(told)


def figures_of_02(it: Any) -> Iterator[tuple[str, object]]:
    matrix = it.conv_matrix(torch.ones(3, 3), 32, 32)
    yield "the matrix has {} rows", matrix.shape[0]
    yield "rows and {} columns", matrix.shape[1]
    yield "columns, {} numbers", f"{matrix.numel():,}"
    yield "Only {} of them are not forced to be zero", f"{int(matrix.count_nonzero()):,}"
    row, pair = torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([[1.0, 10.0]])
    for a, b, words in (
        (row, pair, "over `1 2 3`: the sums are {}"),
        (pair, row, "over `1 10`: the sums are {}"),
    ):
        padded = torch.nn.functional.pad(a, (b.shape[1] - 1,) * 2)
        yield words, ", ".join(f"{x:.0f}" for x in it.cross_correlate2d(padded, b)[0].tolist())
    image = torch.tensor([[1.0, 2.0, 0.0, 3.0], [0.0, 1.0, 4.0, 1.0], [2.0, 0.0, 1.0, 5.0]])
    middle = it.cross_correlate2d(image, torch.tensor([[1.0, 2.0], [0.0, 3.0]]))[1, 1]
    yield "their sum is {}", int(middle)


def figures_of_03(it: Any) -> Iterator[tuple[str, object]]:
    yield "the window can travel 27 pixels, so it has {} positions", it.conv_output_size(32, 5)
    yield "(227 − 11) / 4 + 1 = {}", it.conv_output_size(227, 11, stride=4)
    yield "(224 − 11) / 4 + 1 = {}", (224 - 11) / 4 + 1
    yield "An image of 28 pixels, pooled by 2, has {} left", it.pool_output_size(28, 2)
    conv = {"type": "conv", "out_channels": 6, "kernel": 5}
    params, macs = it.count_cost((1, 28, 28), [conv])
    yield "multiply-accumulates.\n\n", ""
    yield "It has 6 · 25 = {} weights", params - 6
    yield "150 · 576 = {} multiply-accumulates", f"{macs:,}"
    alex = {"type": "conv", "out_channels": 96, "kernel": 11, "stride": 4}
    yield "AlexNet's first layer: {} parameters", f"{it.count_cost((3, 227, 227), [alex])[0]:,}"
    stack = [{"type": "pool", "kernel": 2}, *[{"type": "conv", "out_channels": 1, "kernel": 3}] * 2]
    yield "so {} pixels are behind the one position on top", it.receptive_field(stack)
    yield "(4¹⁰ = {})", f"{4**10:,}"
    params, macs = it.count_cost((1, 32, 32), lenet())
    yield "LeNet as a whole has {} parameters", f"{params:,}"
    yield "takes {} multiply-accumulates", f"{macs:,}"


@pytest.mark.parametrize(("slug", "figures"), [(CROSS, figures_of_02), (SIZE, figures_of_03)])
def test_every_figure_of_a_handout_is_what_the_reference_gives(slug: str, figures: Any) -> None:
    text = handout(slug)
    missing = [
        words.format(due)
        for words, due in figures(reference(slug))
        if words.format(due) not in text
    ]
    assert not missing


def lenet() -> list[dict[str, Any]]:
    with beside(SIZE, "look") as look:
        return look.LENET  # type: ignore[no-any-return]


class beside:
    """A program of the student's folder, imported beside the reference."""

    def __init__(self, slug: str, name: str) -> None:
        self.paths = [str(ROOT / kind / slug) for kind in ("assignments", "solutions")]
        self.name = name

    def __enter__(self) -> Any:
        sys.path[:0] = self.paths
        self.before = set(sys.modules)
        return importlib.import_module(self.name)

    def __exit__(self, *error: object) -> None:
        for path in self.paths:
            sys.path.remove(path)
        for name in set(sys.modules) - self.before:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if str(ROOT / "assignments") in file or str(ROOT / "solutions") in file:
                del sys.modules[name]


def test_what_is_to_come_in_the_pictures_of_03_is_what_comes() -> None:
    it = reference(SIZE)
    with beside(SIZE, "look") as look:
        layers, come = look.LENET, look.ToCome
        assert list(come.SHAPES) == it.trace_shapes(look.IMAGE, layers)
        for count in range(len(layers) + 1):
            assert come.count_cost(look.IMAGE, layers[:count]) == it.count_cost(
                look.IMAGE, layers[:count]
            )
        for count in range(len(come.FIELDS)):
            assert come.receptive_field(layers[:count]) == it.receptive_field(layers[:count])


def measured(name: str) -> list[dict[str, str]]:
    path = ROOT / "assignments" / CROSS / "measured" / name
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def spread(values: list[float], form: str) -> str:
    return " / ".join(form.format(x) for x in (min(values), statistics.median(values), max(values)))


def test_the_table_of_02_says_what_was_measured() -> None:
    text = handout(CROSS)
    learned = measured("learn_kernel.csv")
    for picture in ("without its mean", "as it is"):
        for step in ("100", "400", "1000"):
            rows = [r for r in learned if (r["picture"], r["step"]) == (picture, step)]
            assert len(rows) == 20
            assert spread([float(r["furthest off"]) for r in rows], "{:.2g}") in text, (
                picture,
                step,
            )
    layers = measured("two_layers.csv")
    assert f"{float(layers[0]['not explained']):.1%}" in text
    last = [r for r in layers[1:] if r["step"] == "599"]
    for between in ("nothing", "relu"):
        shares = [float(r["not explained"]) for r in last if r["between"] == between]
        assert len(shares) == 20
        assert spread(shares, "{:.1%}") in text, between
    stuck = sum(float(r["not explained"]) > 0.1 for r in last if r["between"] == "relu")
    assert f"{stuck} of 20 are stuck" in text


def test_a_kernel_is_learned_with_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    with beside(CROSS, "learn_kernel") as program, beside(CROSS, "scene") as scene:
        picture = scene.house() - scene.house().mean()
        edges = reference(CROSS).cross_correlate2d(picture, scene.SOBEL)
        way = program.learn(reference(CROSS), picture, edges, 40, seed=1)
    assert way["losses"][-1] < way["losses"][0] / 50
    assert "100%" in capsys.readouterr().out


@pytest.mark.parametrize("program", ["learn_kernel.py", "two_layers.py", "bonus.py", "look.py"])
def test_programs_of_02_say_kindly_what_is_missing(program: str, tmp_path: Path) -> None:
    for path in (
        *(ROOT / "assignments" / CROSS).glob("*.py"),
        *(ROOT / "starter" / CROSS).glob("*.py"),
    ):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    done = subprocess.run(
        [sys.executable, program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"MPLBACKEND": "agg"},
    )
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    words = {"bonus.py": "separate: not written yet", "look.py": "look.png"}
    assert words.get(program, "is not written yet. Write it, see that `pytest -k") in told
