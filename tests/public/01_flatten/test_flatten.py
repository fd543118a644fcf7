"""Public tests for 01: the figures of the handout."""

import torch

from autograder.testing import builds_on, hint, points


@points(1)
@hint("Write down the numbers of a tiny colour image, one row after the other, and count them.")
def test_flatten_count__figures(check):
    """the figures of the handout"""
    with check.together():
        check.flatten_count(224, 224, 3, expect=150_528)
        check.flatten_count(28, 28, expect=784)
        check.flatten_count(2, 5, 3, expect=30)


@points(1)
@hint("Draw a few dots on the left and on the right, join each with each, and count the lines.")
def test_dense_params__figures(check):
    """the figures of the handout"""
    with check.together():
        check.dense_params(150_528, 1000, bias=False, expect=150_528_000)
        check.dense_params(224 * 224, 1000, expect=50_177_000)
        check.dense_params(28 * 28, 1000, expect=785_000)


@points(1)
@hint("How many output positions are there, and what does each of them own?")
def test_local_params__figures(check):
    """the figures of the handout"""
    with check.together():
        check.local_params(32, 32, 3, expect=9216)
        check.local_params(64, 64, 5, expect=102_400)
        check.local_params(2, 5, 3, bias=True, expect=100)


@points(1)
@hint("A kernel is as deep as what it looks at, and each output channel has one kernel.")
def test_conv_params__figures(check):
    """the figures of the handout, AlexNet's first layer among them"""
    with check.together():
        check.conv_params(3, 96, 11, expect=34_944)
        check.conv_params(1, 32, 3, bias=False, expect=288)
        check.conv_params(1, 32, 3, expect=320)
        check.conv_params(32, 64, 5, expect=51_264)
        check.conv_params(64, 128, 3, expect=73_856)
        check.conv_params(4, 6, (3, 5), groups=2, expect=186)
    check.conv_params.raises(ValueError, 9, 8, 3, groups=4, mentions=(4, 9))


@points(1)
@builds_on("flatten_count", "dense_params", "local_params", "conv_params")
@hint("Which of the three numbers should change when the image becomes larger?")
def test_layer_table__figures(check):
    """three images and their tables"""
    with check.together():
        check.layer_table(32, 32, 3, expect={"dense": 1_048_576, "local": 9216, "conv": 9})
        check.layer_table(64, 64, 5, expect={"dense": 16_777_216, "local": 102_400, "conv": 25})
        check.layer_table(128, 128, 5, expect={"dense": 268_435_456, "local": 409_600, "conv": 25})


@points(1)
@hint("Parameters for each example: say it aloud and see which number is divided by which.")
def test_overfit_risk__figures(check):
    """one case of each risk, and a limit"""
    with check.together():
        check.overfit_risk(785_000, 60_000, expect=(785 / 60, "high"))
        check.overfit_risk(3, 2, expect=(1.5, "medium"))
        check.overfit_risk(500, 1000, expect=(0.5, "low"))
        check.overfit_risk(10, 1, expect=(10.0, "medium"))
        check.overfit_risk(100_001, 10_000, expect=(10.0001, "high"))


@points(1)
@hint("Write the shuffled image as a row of letters, and below each letter the weight it needs.")
def test_shuffle_weights__three_pixels(check):
    """three pixels that change places in a circle"""
    weight = torch.tensor([[10.0, 20.0, 30.0], [1.0, 2.0, 3.0]])
    perm = torch.tensor([2, 0, 1])
    moved = torch.tensor([[30.0, 10.0, 20.0], [3.0, 1.0, 2.0]])
    check.shuffle_weights(weight, perm, expect=moved)
