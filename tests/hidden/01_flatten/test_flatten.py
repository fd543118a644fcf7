"""Hidden tests for 01: sides that differ, numbers without end, limits, and shuffles."""

import torch

from autograder.testing import builds_on, hint, points


@points(1)
@hint("Try sides that differ, call it without channels, and then with numbers of thirty digits.")
def test_flatten_count__any_image(check):
    """images of any shape and size, with and without channels"""
    check.flatten_count(3, 7, 4)
    check.flatten_count(9, 2)
    check.flatten_count(1, 1, 6)
    check.flatten_count(1, 1)
    check.flatten_count(height=5, width=11, channels=2)
    with check.together():
        check.flatten_count(10_000_000_019, 1_000_000_007, 5)
        check.flatten_count(10**18 + 9, 10**16 + 61)
    check.flatten_count(10**30 + 57, 10**25 + 9, 3)


@points(1)
@hint("Count a layer of one input and four outputs by hand, with biases and without.")
def test_dense_params__any_layer(check):
    """layers of any size, with and without biases"""
    check.dense_params(7, 3, bias=True)
    check.dense_params(3, 7)
    check.dense_params(7, 3, bias=False)
    check.dense_params(1, 4)
    check.dense_params(4, 1)
    check.dense_params(n_in=6, n_out=5)
    check.dense_params(10_000_000_019, 1_000_000_007)
    check.dense_params(10**30 + 57, 10**25 + 9, bias=False)


@points(1)
@hint("A position in the corner owns as much as one in the middle. What does each position own?")
def test_local_params__any_image(check):
    """images that are not square, and windows of any size"""
    check.local_params(4, 7, 3, bias=True)
    check.local_params(7, 4, 3, bias=False)
    check.local_params(9, 2, 3)
    check.local_params(5, 9, 4)
    check.local_params(1, 1, 3)
    check.local_params(2, 3, 5, bias=True)
    check.local_params(6, 5, 1, bias=True)
    check.local_params(height=3, width=8, kernel_size=2, bias=False)
    check.local_params(1_000_000_007, 3_000_000_019, 3, bias=True)
    check.local_params(10**30 + 57, 10**25 + 9, 11)


@points(1)
@hint("Draw a layer with two groups, as dots and lines. What does one kernel still see?")
def test_conv_params__kernels_and_groups(check):
    """kernels that are not square, groups, biases and channels of any number"""
    check.conv_params(6, 10, (5, 2), bias=False, groups=2)
    check.conv_params(6, 10, (3, 5), bias=True, groups=2)
    check.conv_params(5, 3, 4)
    check.conv_params(5, 3, (1, 4))
    check.conv_params(7, 1, 1, bias=False)
    check.conv_params(8, 8, 3, groups=8)
    check.conv_params(4, 12, 3, bias=False, groups=4)
    check.conv_params(in_channels=2, out_channels=9, kernel_size=3, bias=True, groups=1)
    check.conv_params(3 * 10**25 + 9, 3 * (10**20 + 7), (3, 2), groups=3)


@points(1)
@hint("Both channel counts are dealt out among the groups. What if one of them leaves a rest?")
def test_conv_params__impossible_groups(check):
    """groups that divide the channels, and groups that do not"""
    check.conv_params.raises(ValueError, 5, 7, (3, 2), bias=False, groups=2, mentions=(2, 5, 7))
    check.conv_params.raises(ValueError, 8, 9, 3, groups=4, mentions=(4, 9))
    check.conv_params.raises(ValueError, 10, 6, 3, groups=3, mentions=(3, 10))
    check.conv_params.raises(ValueError, 3, 3, 1, groups=6, mentions=(6, 3))
    check.conv_params(50_021, 70_001, 1, bias=False, groups=1)


@points(1)
@builds_on("flatten_count", "dense_params", "local_params", "conv_params")
@hint("Draw a wide image of two rows, and count for each of the three layers what it learns.")
def test_layer_table__any_image(check):
    """images that are not square, and windows of any size"""
    check.layer_table(5, 9, 3)
    check.layer_table(7, 2, 4)
    check.layer_table(1, 6, 1)
    check.layer_table(1, 1, 5)
    check.layer_table(height=3, width=4, kernel_size=2)
    check.layer_table(10**20 + 39, 10**15 + 37, 7)


@points(1)
@hint("Try the limits themselves: exactly ten, exactly one, a single example, none at all.")
def test_overfit_risk__limits(check):
    """the limits between the risks, and numbers of examples that make no sense"""
    with check.together():
        check.overfit_risk(7, 7)
        check.overfit_risk(37, 3)
        check.overfit_risk(100_001, 10_000)
        check.overfit_risk(40, 4)
        check.overfit_risk(39, 4)
        check.overfit_risk(8, 7)
        check.overfit_risk(7, 8)
        check.overfit_risk(1, 5)
        check.overfit_risk(6, 1)
        check.overfit_risk(1, 1)
        check.overfit_risk(n_params=10**20, n_examples=10**16)
    with check.together():
        check.overfit_risk.raises(ValueError, 100, 0, mentions=0)
        check.overfit_risk.raises(ValueError, 100, -3, mentions=-3)


@points(1)
@hint("Try more outputs than pixels, double precision, and a shuffle that moves nothing.")
def test_shuffle_weights__any_layer(check, student, rng):
    """any layer and any shuffle: same dtype, a new tensor, the same answers as before"""
    circle = torch.tensor([3, 0, 4, 1, 6, 2, 5])
    check.shuffle_weights(rng.normal(5, 3), torch.tensor([1, 2, 0]))
    check.shuffle_weights(rng.normal(3, 7), circle)
    check.shuffle_weights(rng.normal(4, 7, dtype="float64"), circle)
    check.shuffle_weights(rng.normal(7, 4).T, circle)
    check.shuffle_weights(rng.normal(6, 10)[::2, 1:8], circle)
    check.shuffle_weights(rng.normal(3, 4), torch.arange(4))
    check.shuffle_weights(rng.normal(1, 1, dtype="float64"), torch.tensor([0]))

    weight, image, perm = rng.whole(4, 9), rng.whole(9), rng.permutation(9)
    moved = student.shuffle_weights(weight, perm)
    same = torch.equal(moved.cpu() @ image[perm], weight @ image)
    assert same, "the new weights give another answer on the shuffled image than the old ones did"
