"""Every figure of the handouts, moved in a browser: what it shows are the reference's numbers."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch

from autograder.build.pages.sheet import handout_sheet, html
from autograder.course.load import load_course
from autograder.judge.answers import load_overlay
from autograder.judge.ideas import misconceptions

ROOT = Path(__file__).resolve().parents[3]
SLUGS = ("01_flatten", "02_cross_correlate", "03_output_size", "04_equivariance", "05_build_cnn")


def module(path: Path) -> ModuleType:
    """A program of an assignment's folder, with what lies beside it."""
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(loaded)
    finally:
        sys.path.remove(str(path.parent))
    return loaded


Hand = module(Path(__file__).with_name("hand.py")).Hand
look = {slug: ROOT / "assignments" / slug / "look.py" for slug in SLUGS}


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory) -> Callable[[str], Any]:
    """Opens an assignment's page; gives its reference."""
    folder, course = tmp_path_factory.mktemp("pages"), load_course(ROOT)

    def opened(slug: str) -> Any:
        assignment = course.assignment(slug)
        path = folder / f"{slug}.html"
        if not path.exists():
            text = (assignment.handout_dir / "handout.md").read_text(encoding="utf-8")
            path.write_text(html(handout_sheet(assignment, text)), encoding="utf-8")
        chromium.be(1400)
        chromium.complaints.clear()
        chromium.open(path)
        assert chromium.complaints == []
        return load_overlay(assignment)

    return opened


@pytest.fixture
def hand(chromium) -> Callable[[str], Any]:
    return lambda name: Hand(chromium, name)


def numbers(text: str) -> torch.Tensor:
    return torch.tensor([float(word) for word in text.split()])


def near(mine: Any, theirs: Any) -> bool:
    """Whether two answers are the same but for rounding; the page knows lists only."""
    mine, theirs = (torch.as_tensor(each, dtype=torch.float64) for each in (mine, theirs))
    return mine.shape == theirs.shape and torch.allclose(mine, theirs, rtol=1e-4, atol=1e-4)


# ------------------------------------------------------------------------------ 01


def test_the_three_counts_are_the_references(page, hand):
    it, figure = page("01_flatten"), hand("counts")

    def shown() -> list[int]:
        outputs = (
            f"[...{figure.root}.querySelectorAll('[data-count]')].map(each => each.textContent)"
        )
        return [int(text.replace(",", "")) for text in figure.browser.run(outputs)]

    assert shown() == list(it.layer_table(32, 32, 3).values())
    for label, by in (("height", -2), ("width", 3), ("channels", 2), ("units", 4), ("window", 1)):
        figure.slide(label, by)
    figure.click("button", "double")
    figure.click("label", "powers of ten")
    maps, channels, pixels = 5, 3, it.flatten_count(60, 70)
    assert shown() == [
        it.dense_params(it.flatten_count(60, 70, channels), pixels * maps, bias=False),
        it.local_params(60, 70, 5) * channels * maps,
        it.conv_params(channels, maps, 5, bias=False),
    ]
    assert f"{shown()[0]:,}" in figure.says()


def test_a_shuffle_moves_weights_along_and_leaves_the_dense_answer(page, hand):
    it, figure = page("01_flatten"), hand("shuffle")
    weights, pixels = numbers(figure.shows("weights")), numbers(figure.shows("pixels"))
    figure.click("button", "shuffle")
    figure.drag(f"{figure.root}.querySelector('td')")  # two picks swap two pixels
    figure.keys("ArrowRight", 3)
    figure.keys(" ")
    perm = numbers(figure.shows("perm")).long()
    assert sorted(perm.tolist()) == list(range(25)) != perm.tolist()
    moved = it.shuffle_weights(weights[None], perm)
    assert torch.equal(numbers(figure.shows("weights")), moved[0])
    assert (
        float(figure.shows("answer")) == float((moved @ pixels[perm])[0]) == float(weights @ pixels)
    )
    assert "still the answer to the picture as it was" in figure.says()
    figure.click("label", "stay")
    assert float(figure.shows("answer")) == float(weights @ pixels[perm])


# ------------------------------------------------------------------------------ 02


def test_the_sliding_kernel_gives_what_the_reference_gives(page, hand):
    it, figure = page("02_cross_correlate"), hand("slide")
    image = torch.tensor([[1.0, 2, 0, 3], [0, 1, 4, 1], [2, 0, 1, 5]])
    kernel = torch.tensor([[1.0, 2], [0, 3]])

    def shown() -> torch.Tensor:
        return torch.tensor(json.loads(figure.shows("result")))

    assert torch.equal(shown(), it.cross_correlate2d(image, kernel))
    terms = f"{figure.root}.querySelector('.terms').textContent"
    assert figure.browser.run(terms) == "1·1 + 2·4 + 0·0 + 3·1 = 12"
    figure.click("button", "step")
    assert figure.browser.run(terms) == "1·4 + 2·1 + 0·1 + 3·5 = 21"
    assert figure.says().startswith("Place 6 of 6, row 2, column 3: the sum of 4 products is 21")

    figure.write(1, "-7")
    kernel[0, 1] = -7
    figure.browser.run(f"{figure.root}.querySelector('td').focus()")
    figure.keys("9")
    image[0, 0] = 9
    assert torch.equal(shown(), it.cross_correlate2d(image, kernel))
    figure.click("label", "convolution")
    assert torch.equal(shown(), it.convolve2d(image, kernel))
    figure.click("label", "cross-correlation")
    figure.slide("padding", 2)
    figure.slide("stride", 1)
    layer = it.conv_layer(image[None], kernel[None, None], stride=2, padding=2)
    assert torch.equal(shown(), layer[0])

    # the window follows a drag over the image, from its upper left corner
    first = f"{figure.root}.querySelector('td')"
    cell = figure.size(first) + 1
    figure.drag(first, across=4 * cell, down=2 * cell)
    assert "row 2, column 3" in figure.says()


def test_the_matrix_is_the_references_row_by_row(page, hand):
    it, figure = page("02_cross_correlate"), hand("matrix")
    figure.write(2, "0.5")
    kernel = torch.tensor([[1.0, 2], [0.5, 3]])
    assert torch.equal(
        torch.tensor(json.loads(figure.shows("matrix"))), it.conv_matrix(kernel, 3, 4)
    )
    figure.click("button", "next row")
    figure.click("button", "next row")
    assert figure.says().startswith("Row 3 of 6 makes the result in row 1, column 3.")
    terms = figure.browser.run(f"{figure.root}.querySelector('.terms').textContent")
    assert terms.endswith("1·0 + 2·3 + 0.5·4 + 3·1 = 11")


def test_ones_own_picture_stays_on_the_page_and_goes_through_the_kernel(page, hand, tmp_path):
    it, figure = page("02_cross_correlate"), hand("photo")
    pixels = np.random.default_rng(2).integers(0, 256, (40, 60), dtype=np.uint8)
    plt.imsave(tmp_path / "own.png", np.stack([pixels] * 3, axis=2))
    figure.browser.requests.clear()
    figure.choose(tmp_path / "own.png")
    assert figure.shows("size") == "38 58"
    image = torch.from_numpy(pixels).double() / 255
    assert float(figure.shows("largest")) == pytest.approx(
        float(it.vertical_edges(image).abs().max()), rel=1e-4
    )
    outside = [url for url in figure.browser.requests if not url.startswith(("blob:", "data:"))]
    assert outside == []


# ------------------------------------------------------------------------------ 03


def test_places_and_both_formulas_are_the_references(page, hand):
    it, figure = page("03_output_size"), hand("places")
    now = {"size": 5, "kernel": 3, "stride": 1, "padding": 1, "dilation": 1}
    for name, by in (
        *(("size", 4), ("stride", 1), ("padding", -1), ("stride", 1), ("dilation", 1)),
        *(("kernel", 3), ("padding", 2)),
    ):
        figure.slide(name, by)
        now[name] += by
        try:
            count = it.torch_output_size(**now)
        except ValueError:
            count = 0
        assert figure.shows("count") == str(count)
        plain = {key: value for key, value in now.items() if key != "dilation"}
        try:
            exact = str(it.conv_output_size(**plain))
        except ValueError:
            exact = ""
        assert figure.shows("exact") == exact
        reached = (count - 1) * now["stride"] + now["dilation"] * (now["kernel"] - 1) + 1
        left = now["size"] + 2 * now["padding"] - (reached if count else 0)
        assert figure.shows("left") == str(left)


def test_the_receptive_field_of_a_stack_is_the_references(page, hand):
    it, figure = page("03_output_size"), hand("field")
    assert figure.shows("field") == "10"
    for name in ("conv 3, stride 2", "conv 3, dilation 2", "relu", "pool 3", "conv 5"):
        figure.click("button", f"+ {name}")
    figure.click("button", "2. conv 3")
    layers = json.loads(figure.shows("layers"))
    assert [each.get("kernel") for each in layers] == [2, 3, 3, 3, None, 3, 5]
    assert figure.shows("field") == str(it.receptive_field(layers))
    assert f"sees {it.receptive_field(layers)} pixels" in figure.says()


# ------------------------------------------------------------------------------ 04


@pytest.mark.parametrize("touch", [False, True])
def test_the_gap_of_the_dragged_cat_is_the_references(page, hand, touch):
    it, figure = page("04_equivariance"), hand("shift")
    canvas = f"{figure.root}.querySelector('canvas')"
    pixel = figure.size(canvas) / 28
    figure.drag(canvas, across=5.2 * pixel, down=-3.2 * pixel, touch=touch)
    assert (figure.shows("dy"), figure.shows("dx")) == ("-3", "9")
    figure.slide("its kernel", 1)
    figure.slide("right", -1)
    slope = torch.tensor([[(c - 2) * (5 - abs(r - 2)) for c in range(5)] for r in range(5)])
    cat = module(look["04_equivariance"]).picture().double()

    def f(x: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.conv2d(x, slope[None, None].double(), padding=2)

    gap = it.equivariance_gap(f, cat, -3, 8)
    assert float(figure.shows("gap")) == pytest.approx(gap)
    assert (figure.shows("tall"), figure.shows("wide")) == (
        str(it.spoiled_border(5, -3)),
        str(it.spoiled_border(5, 8)),
    )
    assert float(figure.shows("inside")) < 1e-9 < gap


def test_the_shifts_that_commute_are_the_references(page, hand):
    it, figure = page("04_equivariance"), hand("strides")
    live = module(look["04_equivariance"]).LIVE["commuting_shifts"]
    for label in ("keep every", "edges", "max pooling", "mean pooling"):
        figure.click("label", label)
        figure.slide("stride", 1 if label == "keep every" else 0)
        asked = figure.browser.run("kit.asked.commuting_shifts.args")
        expected = it.commuting_shifts(*live(**asked))
        assert figure.shows("commuting").split() == [str(d) for d in expected]
    figure.click("button", "6")
    assert "a shift by 6 moves the output by 2" in figure.says()


# ------------------------------------------------------------------------------ 05


def test_scores_maps_saliency_and_grad_cam_are_the_references(page, hand):
    it, figure = page("05_build_cnn"), hand("digit")
    train = module(ROOT / "assignments" / "05_build_cnn" / "moving" / "train.py")
    weights = json.loads((Path(train.__file__).with_name("net.json")).read_text(encoding="utf-8"))
    nets = {name: train.network(weights[name]) for name in ("dense", "conv")}
    # a stroke on the pad, after the sample is wiped off; then the digit is dragged
    figure.click("button", "wipe")
    pad, stage = (f"{figure.root}.querySelectorAll('canvas')[{n}]" for n in (0, 1))
    figure.drag(pad, across=20, down=70)
    pixel = figure.size(stage) / 32
    figure.drag(stage, across=3.2 * pixel, down=4.2 * pixel)
    picture = numbers(figure.shows("picture")).reshape(1, 1, 32, 32)
    rows, columns = (torch.nonzero(picture[0, 0].amax(d)).flatten() for d in (1, 0))
    assert (rows.min(), rows.max()) == (16, 23)
    assert 15 <= columns.min() <= columns.max() <= 22
    with torch.no_grad():
        for name, net in nets.items():
            assert near(numbers(figure.shows(name)), net(picture)[0])

    inside = hand("inside")
    inside.click("label", "the first layer")
    inside.click("label", "7")
    shown = inside.browser.run(f"{inside.root}.kit")
    assert inside.shows("target") == "7"
    layer = nets["conv"][1]
    assert near(shown["x"], picture.flatten())
    assert near(shown["maps"], it.feature_maps(nets["conv"], layer, picture).flatten())
    assert near(shown["saliency"], it.saliency(nets["conv"], picture[0], 7))
    assert near(shown["cam"], it.grad_cam(nets["conv"], layer, picture[0], 7))


def test_the_pages_weights_are_small():
    size = (ROOT / "assignments" / "05_build_cnn" / "moving" / "net.json").stat().st_size
    assert size <= 150_000


# -------------------------------------------------- what `look.py --live` sets side by side

MOVES: dict[str, list[tuple[str, str, int]]] = {
    "02_cross_correlate": [("slide", "padding", 1), ("slide", "stride", 1)],
    "03_output_size": [
        ("places", "size", 5),
        ("places", "padding", 1),
        ("places", "stride", 2),
        ("places", "dilation", 1),
    ],
    "04_equivariance": [("shift", "down", 2), ("shift", "right", -3)],
    "05_build_cnn": [("inside", "down", 3)],
}


@pytest.mark.parametrize("slug", SLUGS[1:])
def test_right_answers_and_wrong_ideas_of_the_figures_are_the_courses(page, hand, slug):
    it = page(slug)
    known = module(look[slug]).LIVE
    asked = figures_ask(hand("slide").browser)
    if slug == SLUGS[1]:
        hand("slide").click("label", "convolution")
        asked |= figures_ask(hand("slide").browser)
        hand("slide").click("label", "cross-correlation")
    for name, label, by in MOVES[slug]:
        hand(name).slide(label, by)
    if slug == SLUGS[4]:
        hand("inside").click("label", "6")  # not the winner: then more ideas differ
    asked |= figures_ask(hand("slide").browser)
    assert asked.keys() == known.keys()

    assignment = load_course(ROOT).assignment(slug)
    wrong = misconceptions(assignment)
    ideas = {(name, idea.title): idea for idea in reversed(wrong) for name in idea.functions}
    for function, question in asked.items():
        given = known[function](**question["args"])
        assert answers_alike(it, function, given, question["right"]), function
        assert question["ideas"] or function in ("feature_maps", "commuting_shifts"), function
        for heading, answer in question["ideas"].items():
            assert (function, heading) in ideas, f"no page of ideas has this heading: {heading}"
            overlay = load_overlay(assignment, ideas[function, heading])
            assert answers_alike(overlay, function, given, answer), f"{function}: {heading}"


def figures_ask(browser: Any) -> dict[str, Any]:
    return dict(browser.run("kit.asked"))


def answers_alike(it: Any, function: str, given: tuple[Any, ...], answer: Any) -> bool:
    try:
        mine = getattr(it, function)(*given)
    except ValueError:
        return bool(answer == {"raised": "ValueError"})
    if answer == {"raised": "ValueError"}:
        return False
    if isinstance(mine, (int, float)):
        return math.isclose(mine, answer)
    return near(mine, answer)
