"""What the handouts of 01, 04 and 05 say in numbers is what their own code computes."""

from __future__ import annotations

import csv
import doctest
import importlib.util
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograder.build.student import student_files
from autograder.course.load import load_course

ROOT = Path(__file__).resolve().parents[3]
SLUGS = {"01_flatten": "flatten", "04_equivariance": "equivariance", "05_build_cnn": "build_cnn"}


def handout(slug: str) -> str:
    return (ROOT / "assignments" / slug / "handout.md").read_text("utf-8")


def loaded(path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A file as a module, with its folder and its assignment's other code within reach."""
    slug = path.parent.name if path.parent.name in SLUGS else path.parents[1].name
    for place in ("support", "."):
        monkeypatch.syspath_prepend(str(ROOT / "assignments" / slug / place))
    monkeypatch.syspath_prepend(str(ROOT / "solutions" / slug))
    spec = importlib.util.spec_from_file_location(f"{slug}_{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference(slug: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return loaded(ROOT / "solutions" / slug / f"{SLUGS[slug]}.py", monkeypatch)


def have(slug: str, *numbers: float | str) -> None:
    """Each number stands in the handout, whole ones with commas."""
    text = handout(slug)
    for number in numbers:
        words = number if isinstance(number, str) else f"{number:,}"
        found = re.search(rf"(?<![\d,.]){re.escape(words)}(?![\d,]*\d)", text)
        assert found, f"{words} is not in the handout of {slug}"


@pytest.mark.parametrize("slug", ["01_flatten", "04_equivariance"])
def test_the_examples_of_a_handout_come_out_as_printed(
    slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = reference(slug, monkeypatch)
    blocks = re.findall(r"```python\n(>>>.*?)```", handout(slug), re.DOTALL)
    source = doctest.DocTestParser()
    names: dict[str, Any] = {**vars(module), "torch": sys.modules["torch"]}
    runner = doctest.DocTestRunner(verbose=False)
    for number, block in enumerate(blocks):
        test = source.get_doctest(block, names, f"{slug}, block {number}", None, None)
        runner.run(test, clear_globs=False)
        names |= test.globs
    result = runner.summarize(verbose=False)
    assert result.attempted >= 10
    assert result.failed == 0


@pytest.mark.parametrize("slug", SLUGS)
def test_three_by_three_is_written_one_way(slug: str) -> None:
    found = re.findall(r"\b\d+ ?x ?\d+\b|\d × \d|\d by \d", handout(slug))
    assert not found


@pytest.mark.parametrize("slug", SLUGS)
def test_every_problem_has_difficulty_importance_time_and_most_a_second_hint(slug: str) -> None:
    headings = re.findall(r"^## \d+\. (.*)$", handout(slug), re.MULTILINE)
    shape = r"`\w+` · (essential|useful) · [\w ]+ · \d+ min"
    assert all(re.fullmatch(shape, heading) for heading in headings), headings
    assert handout(slug).count("<details>") >= len(headings) / 2


def test_the_counts_of_01(monkeypatch: pytest.MonkeyPatch) -> None:
    count = reference("01_flatten", monkeypatch)
    slug = "01_flatten"
    photo = count.flatten_count(224, 224, 3)
    have(slug, photo, count.dense_params(photo, 1000, bias=False))
    have(slug, count.dense_params(224 * 224, 1000), count.dense_params(784, 1000))
    have(slug, count.conv_params(3, 96, 11), *count.layer_table(32, 32, 3).values())
    for side in (64, 128):
        have(slug, *count.layer_table(side, side, 5).values())
    small = count.dense_params(24 * 24, 512) + count.dense_params(512, 10)
    have(slug, small, round(small / 200))
    have(slug, f"{6 * 6} weights, {3 * 6 - 2} (at both ends")
    have(slug, 2 * 60_000 + 784)


def test_the_designs_of_05(monkeypatch: pytest.MonkeyPatch) -> None:
    slug = "05_build_cnn"
    bonus = loaded(ROOT / "assignments" / slug / "bonus.py", monkeypatch)
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    for layers in (bonus.SHALLOW_AND_WIDE, bonus.DEEP_AND_NARROW):
        model = bonus.built(layers)
        with torch.no_grad(), FlopCounterMode(display=False) as counter:
            model(torch.zeros(1, 3, 32, 32))
        have(slug, sum(p.numel() for p in model.parameters()), counter.get_total_flops() // 2)
        have(slug, f"{bonus.reach(layers)} pixels")
    assert 32 * 32 * 16 * 16 * 9 == 16 * 16 * 32 * 32 * 9
    have(slug, 32 * 32 * 16 * 16 * 9, 25 * 32 * 32, 18 * 32 * 32, 27 * 32 * 32, 49 * 32 * 32)
    have(slug, f"{1 - 18 / 25:.0%}".replace("%", " %"), f"{1 - 27 / 49:.0%}".replace("%", " %"))
    have(slug, 256 * 10 + 10)


def test_the_networks_of_05(monkeypatch: pytest.MonkeyPatch) -> None:
    slug = "05_build_cnn"
    nets = reference(slug, monkeypatch)
    have(slug, nets.count_params(nets.build_mlp()), nets.count_params(nets.build_cnn()))
    dense, small = nets.build_mlp((1, 32, 32)), nets.build_cnn(1, 10)
    have(slug, nets.count_params(dense), nets.count_params(small), 1024 * 1024 + 1024)
    have(slug, f"{nets.count_params(dense) // nets.count_params(small)} times fewer")


def test_the_large_networks_of_05_are_counted_from_their_layers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = reference("01_flatten", monkeypatch)
    slug = "05_build_cnn"
    ends = ((6 * 6 * 256, 4096), (4096, 4096), (4096, 1000))
    have(slug, 6 * 6 * 256, sum(count.dense_params(*end) for end in ends))

    def normed(channels: int, out: int, kernel: int) -> int:
        """A convolution of ResNet-50: no bias, and two numbers of batch norm for each channel."""
        return int(count.conv_params(channels, out, kernel, bias=False)) + 2 * out

    channels, convolutions = 64, normed(3, 64, 7)
    for width, blocks in ((64, 3), (128, 4), (256, 6), (512, 3)):
        convolutions += normed(channels, 4 * width, 1)  # the way around the first block
        for _ in range(blocks):
            convolutions += normed(channels, width, 1) + normed(width, width, 3)
            convolutions += normed(width, 4 * width, 1)
            channels = 4 * width
    last = count.dense_params(2048, 1000)
    have(slug, last, convolutions + last)
    have(slug, f"{convolutions / (convolutions + last):.0%}".replace("%", " %"))


def test_the_gradients_of_05(monkeypatch: pytest.MonkeyPatch) -> None:
    slug = "05_build_cnn"
    figures = loaded(ROOT / "assignments" / slug / "figures.py", monkeypatch)
    plain, residual = figures.gradient_norms(False), figures.gradient_norms(True)
    have(slug, f"{plain[0] / plain[-1]:.8f}", f"{residual[0] / residual[-1]:.2f}")
    better = figures.gradient_norms(False, for_relus=True)
    have(slug, f"{better[0] / better[-1]:.2f} in these layers")


def test_the_seconds_of_05_are_those_of_the_calibration() -> None:
    slug = "05_build_cnn"
    table = (ROOT / "assignments" / slug / "calibration" / "calibration.md").read_text("utf-8")
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.count("|") == 9]
    seconds = {row[0].strip(): row[6].split()[0] for row in rows[2:]}
    have(slug, f"{seconds['dense network (build_mlp)']} and")
    have(slug, seconds["reference: pooled, batch norm"], max(seconds.values(), key=float))
    have(slug, f"{len(seconds) - 2} other designs")


def test_the_table_of_the_lab_is_made_of_its_runs() -> None:
    slug = "05_build_cnn"
    with (ROOT / "assignments" / slug / "support" / "lab.csv").open(newline="") as file:
        runs = defaultdict(list)
        for row in csv.DictReader(file):
            runs[row["test"], row["network"], row["digits"]].append(100 * float(row["right"]))
    assert {len(seeds) for seeds in runs.values()} == {3}
    lines = lab_rows(runs)
    assert len(lines) == 23
    for line in lines:
        assert line in handout(slug)


def lab_rows(runs: dict[tuple[str, str, str], list[float]]) -> list[str]:
    """A line for each test and network: mean, and lowest and highest, at each size."""
    lines = []
    for test, name in dict.fromkeys((test, name) for test, name, _ in runs):
        cells = [runs.get((test, name, size), []) for size in ("50", "200", "1000")]
        words = [
            f"{sum(cell) / len(cell):.0f} ({min(cell):.0f}–{max(cell):.0f})" if cell else "–"
            for cell in cells
        ]
        lines.append(f"| {test} | {name} | {' | '.join(words)} |")
    return lines


@pytest.mark.parametrize("slug", SLUGS)
def test_on_a_stub_look_shows_what_is_to_come(slug: str, tmp_path: Path) -> None:
    result = in_folder(slug, "starter", tmp_path, "look.py", "--save", "seen.png")
    assert result.returncode == 0, result.stderr
    assert "to come: " in result.stdout
    assert (tmp_path / "seen.png").stat().st_size > 20_000


@pytest.mark.parametrize("program", ["lab.py", "learned.py", "kit/experiment.py"])
def test_a_program_names_the_functions_that_it_waits_for(program: str, tmp_path: Path) -> None:
    result = in_folder("05_build_cnn", "starter", tmp_path, program)
    assert result.returncode == 1
    assert "build_cnn: not written yet" in result.stderr
    assert "check.py" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_picture_of_ones_own_is_shifted(tmp_path: Path) -> None:
    picture = ROOT / "assignments" / "04_equivariance" / "pictures" / "look.png"
    result = in_folder("04_equivariance", "solutions", tmp_path, "look.py", "--image", str(picture))
    assert result.returncode == 0, result.stderr
    missing = in_folder("04_equivariance", "solutions", tmp_path, "look.py", "--image", "none.png")
    assert "none.png cannot be read as a picture" in missing.stderr


@pytest.mark.parametrize("slug", SLUGS)
def test_the_bonus_tasks_wait_to_be_written(slug: str, tmp_path: Path) -> None:
    result = in_folder(slug, "solutions", tmp_path, "bonus.py")
    assert result.stdout.count("not written yet") == 3, result.stdout + result.stderr


def in_folder(
    slug: str, code: str, folder: Path, program: str, *more: str
) -> subprocess.CompletedProcess[str]:
    """Run a program in the folder that students get, with the starter or our own file in it."""
    for name, data in student_files(load_course(ROOT).assignment(slug)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    file = f"{SLUGS[slug]}.py"
    (folder / file).write_bytes((ROOT / code / slug / file).read_bytes())
    return subprocess.run(
        [sys.executable, program, *more],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={"MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"},
    )
