"""Hidden tests for 03: unequal numbers, limits, everything that raises, and whole networks."""

import torch

from autograder.testing import builds_on, forbid, hint, points


def conv(out_channels, kernel, **more):
    """A convolution, as a layer of the list."""
    return {"type": "conv", "out_channels": out_channels, "kernel": kernel, **more}


def pool(kernel, **more):
    """A pooling, as a layer of the list."""
    return {"type": "pool", "kernel": kernel, **more}


RELU, SOFTMAX = {"type": "relu"}, {"type": "softmax"}
GLOBAL_POOL, FLATTEN = {"type": "global_pool"}, {"type": "flatten"}


def dense(out_features):
    """A dense layer, as a layer of the list."""
    return {"type": "dense", "out_features": out_features}


@points(1)
@hint("Draw small cases: stride above 1, padding on both ends, a window as large as the input.")
def test_conv_output_size__places(check):
    """strides, paddings and windows of every size"""
    with check.together():
        check.conv_output_size(12, 4, 1, 3)
        check.conv_output_size(9, 5, 2)
        check.conv_output_size(9, 4)
        check.conv_output_size(6, 6)
        check.conv_output_size(1, 3, padding=1)
        check.conv_output_size(11, 3, stride=4, padding=2)
        check.conv_output_size(4, 4, stride=3)
        check.conv_output_size(1, 1)
        check.conv_output_size(2, 5, stride=3, padding=3)
        check.conv_output_size(size=13, kernel=3, stride=5, padding=0)
        check.conv_output_size(10**30 + 57, 12, stride=3, padding=10**20 + 6)


@points(1)
@hint("Which arguments make no sense, which windows do not fit, which fractions are not whole?")
def test_conv_output_size__refusals(check):
    """sizes that are not whole, windows that do not fit or just fit, arguments that cannot be"""
    refuses = check.conv_output_size.raises
    with check.together():
        refuses(ValueError, 10, 3, stride=2, mentions=(10, 3, 7, 2, 4.5))
        refuses(ValueError, 12, 5, stride=4, padding=1, mentions=(12, 5, 9, 4, 3.25, 2.25))
        refuses(ValueError, 10**20 + 2, 1, stride=2, mentions=(10**20 + 2, 10**20 + 1, 2))
        refuses(ValueError, 2, 3, mentions=(3, 2))
        refuses(ValueError, 3, 5, stride=2, mentions=(5, 3))
        refuses(ValueError, 1, 9, stride=2, padding=1, mentions=(9, 3))
        refuses(ValueError, 0, 0, mentions=0)
        refuses(ValueError, 0, 2, padding=1, mentions=0)
        refuses(ValueError, -4, 1, mentions=-4)
        refuses(ValueError, 5, 0, mentions=0)
        refuses(ValueError, 5, 3, stride=-1, mentions=-1)
        refuses(ValueError, 7, 3, stride=1, padding=-2, mentions=-2)
    with check.together():
        check.conv_output_size(7, 7)
        check.conv_output_size(1021, 1)
        check.conv_output_size(40_009, 1)


@points(1)
@hint("Which way does PyTorch round, and over how many pixels does a dilated kernel reach?")
def test_torch_output_size__places(check):
    """strides that leave a rest, and dilated kernels"""
    with check.together():
        check.torch_output_size(11, 4, stride=4)
        check.torch_output_size(17, 4, dilation=3)
        check.torch_output_size(9, 4, padding=2)
        check.torch_output_size(5, 4, stride=3)
        check.torch_output_size(6, 6)
        check.torch_output_size(1, 3, stride=2, padding=1)
        check.torch_output_size(10, 4, 4)
        check.torch_output_size(12, 5, stride=4, padding=1)
        check.torch_output_size(7, 2, 3, 0, 3)
        check.torch_output_size(5, 3, dilation=2)
        check.torch_output_size(17, 3, stride=3, padding=2, dilation=4)
        check.torch_output_size(4, 1, stride=3, dilation=5)
        check.torch_output_size(size=9, kernel=4, stride=2, padding=3, dilation=3)
        check.torch_output_size(10**30 + 57, 3, stride=2, padding=1, dilation=10**20 + 3)


@points(0.5)
@hint("Compare the whole reach of the kernel with the padded input, before any division.")
def test_torch_output_size__refusals(check):
    """kernels that reach further than the padded input, or just as far"""
    refuses = check.torch_output_size.raises
    with check.together():
        refuses(ValueError, 4, 5, stride=3, mentions=(5, 4))
        refuses(ValueError, 4, 3, dilation=2, mentions=(3, 5, 4))
        refuses(ValueError, 3, 3, stride=2, padding=1, dilation=3, mentions=(3, 7, 5))
        refuses(ValueError, 1, 9, stride=2, padding=2, mentions=(9, 5))
    with check.together():
        check.torch_output_size(7, 7)
        check.torch_output_size(1021, 1)
        check.torch_output_size(40_009, 1)


@points(0.5)
@hint("Which kernels take away an even number of pixels? The dilation has a say in it.")
def test_same_padding__kernels_and_dilations(check):
    """odd and even kernels, with and without dilation"""
    with check.together():
        check.same_padding(7)
        check.same_padding(1)
        check.same_padding(4, dilation=2)
        check.same_padding(5, dilation=3)
        check.same_padding(1, dilation=4)
        check.same_padding(kernel=2, dilation=6)
        check.same_padding(10**21 + 15, dilation=3)
    with check.together():
        check.same_padding.raises(ValueError, 2, mentions=(2, 1))
        check.same_padding.raises(ValueError, 6, dilation=3, mentions=(6, 15, 16, 3, 7.5))
        check.same_padding.raises(ValueError, 4, 5, mentions=(4, 15, 16, 5, 7.5))


@points(0.5)
@hint("Any number of dimensions, both infinities, a NaN, float64: and is the result new memory?")
def test_relu__shapes_and_special_numbers(check, rng):
    """any shape, double precision, views, infinities and NaN, new memory"""
    inf, nan = float("inf"), float("nan")
    check.relu(rng.whole(7, 6).T)
    check.relu(rng.normal(2, 3, 4, 5))
    check.relu(rng.normal(7, dtype="float64"))
    check.relu(rng.whole(3, 3, low=1, high=9))
    check.relu(torch.tensor(-2.5))
    check.relu(torch.tensor([-1e-30, 1e-30, 1e30, -1e30]))
    check.relu(torch.tensor([[-inf, 2.0, inf], [-3.0, nan, 0.0]]))


@points(1)
@hint("Let PyTorch's MaxPool2d answer the same question for small images, ceil_mode on and off.")
def test_pool_output_size__windows(check):
    """windows that overlap, hang over the end, or see padding"""
    with check.together():
        check.pool_output_size(11, 3)
        check.pool_output_size(11, 5, stride=3, padding=2)
        check.pool_output_size(5, 2, 2, 1)
        check.pool_output_size(9, 3, stride=2, ceil_mode=True)
        check.pool_output_size(11, 4, ceil_mode=True)
        check.pool_output_size(12, 3, ceil_mode=True)
        check.pool_output_size(6, 2, stride=7, ceil_mode=True)
        check.pool_output_size(9, 3, stride=2, padding=1, ceil_mode=True)
        check.pool_output_size(3, 2, stride=3, padding=1, ceil_mode=True)
        check.pool_output_size(2, 4, stride=5, padding=2, ceil_mode=True)
        check.pool_output_size(2, 2, stride=3, padding=1, ceil_mode=True)
        check.pool_output_size(7, 2, stride=4, padding=1, ceil_mode=True)
        check.pool_output_size(8, 4, stride=3, ceil_mode=True)
        check.pool_output_size(2, 3, stride=2, ceil_mode=True)
        check.pool_output_size(1, 5, stride=7, padding=1, ceil_mode=True)
        check.pool_output_size(1, 3, padding=1)
        check.pool_output_size(4, 4)
        check.pool_output_size(size=6, kernel=1, stride=4, padding=0, ceil_mode=False)
        check.pool_output_size(10**30 + 57, 10, stride=7, padding=5, ceil_mode=True)


@points(0.5)
@hint("Try a padding of half the window and one more, and windows that are too large.")
def test_pool_output_size__refusals(check):
    """too much padding, and windows that leave nothing or one place"""
    refuses = check.pool_output_size.raises
    with check.together():
        refuses(ValueError, 7, 2, padding=4, mentions=(4, 2, 8))
        refuses(ValueError, 9, 5, stride=2, padding=3, mentions=(3, 5, 2))
        refuses(ValueError, 6, 2, padding=2, mentions=2)
        refuses(ValueError, 6, 3, 1, 2, mentions=(2, 3))
        refuses(ValueError, 8, 1, padding=1, mentions=1)
        refuses(ValueError, 2, 3, mentions=(3, 2, 0))
        refuses(ValueError, 1, 4, stride=2, padding=1, mentions=(4, 3, 1, 0))
        refuses(ValueError, 2, 5, stride=1, ceil_mode=True, mentions=(5, 2))
        refuses(ValueError, 1, 4, stride=2, ceil_mode=True, mentions=(4, 1, 0))
    with check.together():
        check.pool_output_size(7, 7)
        check.pool_output_size(1021, 1)
        check.pool_output_size(40_009, 1)


@points(1)
@builds_on("pool_output_size", "torch_output_size")
@hint("Pictures that are not square, windows that overlap or leave a rest, several channels.")
@forbid("torch pooling")
def test_max_pool2d__windows(check, rng):
    """several channels, pictures that are not square, strides below and above the kernel"""
    check.max_pool2d(rng.normal(3, 6, 8), 2)
    check.max_pool2d(rng.whole(2, 7, 5, low=-90, high=90), 2)
    check.max_pool2d(rng.normal(2, 9, 6), 3, stride=2)
    check.max_pool2d(rng.normal(1, 4, 9), 2, 1)
    check.max_pool2d(rng.normal(2, 8, 11), 2, stride=3)
    check.max_pool2d(rng.normal(1, 5, 5), 3, stride=1)
    check.max_pool2d(rng.normal(4, 3, 5), 3, stride=4)
    check.max_pool2d(rng.normal(2, 7, 6, dtype="float64"), 3)
    check.max_pool2d(rng.normal(6, 5, 3).permute(2, 0, 1), kernel=2, stride=2)
    check.max_pool2d(rng.normal(2, 3, 4), 1)
    check.max_pool2d(rng.normal(2, 5, 4), 1, stride=2)


@points(1)
@builds_on("pool_output_size", "torch_output_size")
@hint("Pool a picture of negative numbers with padding. May a zero of the border be the largest?")
@forbid("torch pooling")
def test_max_pool2d__padding(check, rng):
    """padding never wins, neither against negative numbers nor against the smallest ones"""
    check.max_pool2d(rng.whole(2, 5, 8, low=-90, high=-10), 3, stride=2, padding=1)
    check.max_pool2d(rng.whole(1, 6, 4, low=-90, high=90), 2, padding=1)
    check.max_pool2d(rng.whole(3, 4, 7, low=-90, high=-10), 5, 3, 2)
    check.max_pool2d(rng.normal(1, 7, 5, dtype="float64") - 9, 4, stride=3, padding=2)
    check.max_pool2d(rng.normal(2, 3, 4) * 1e30 - 1e31, 3, stride=1, padding=1)
    check.max_pool2d(rng.whole(1, 1, 2, low=-9, high=-1), 2, stride=1, padding=1)


@points(0.5)
@builds_on("pool_output_size", "torch_output_size")
@hint("What does pool_output_size refuse? Each side of the picture must be long enough.")
@forbid("torch pooling")
def test_max_pool2d__refusals(check, rng):
    """too much padding, windows that are too tall or too wide, and one that just fits"""
    refuses = check.max_pool2d.raises
    refuses(ValueError, rng.whole(1, 6, 7), 2, padding=2, mentions=(2, 4))
    refuses(ValueError, rng.whole(2, 9, 8), 5, stride=2, padding=3, mentions=(3, 5, 6))
    refuses(ValueError, rng.whole(1, 3, 9), 4, mentions=(4, 3, 0))
    refuses(ValueError, rng.whole(1, 9, 3), 4, mentions=(4, 3, 0))
    refuses(ValueError, rng.whole(2, 1, 8), 4, stride=2, padding=1, mentions=(4, 3, 1, 0))
    check.max_pool2d(rng.normal(2, 4, 4), 4)


@points(1)
@builds_on("torch_output_size", "pool_output_size", "conv_output_size")
@hint("Trace a wide image on paper: which layers change the channels, which the two sides?")
def test_trace_shapes__every_layer(check):
    """wide and tall images through every type of layer"""
    network = [
        conv(8, 3, stride=2, padding=1),
        RELU,
        pool(3),
        SOFTMAX,
        conv(12, 2, dilation=2, groups=4),
        pool(2, stride=1, padding=1),
        conv(6, 1, padding=2, stride=3),
        FLATTEN,
        RELU,
        dense(7),
        dense(3),
        SOFTMAX,
    ]
    check.trace_shapes((2, 5, 3), [RELU, SOFTMAX])
    check.trace_shapes((2, 12, 9), [conv(4, 3, padding=1)])
    check.trace_shapes((1, 10, 16), [conv(3, 3, stride=3)])
    check.trace_shapes((1, 11, 14), [conv(3, 3, stride=3)])
    check.trace_shapes((2, 9, 13), [conv(5, 3, dilation=3)])
    check.trace_shapes((2, 11, 17), [pool(3), RELU])
    check.trace_shapes((2, 9, 9), [pool(3, stride=2)])
    check.trace_shapes((2, 7, 9), [pool(2, stride=1, padding=1)])
    check.trace_shapes((2, 4, 5), [conv(3, 4)])
    check.trace_shapes((4, 5, 6), [GLOBAL_POOL, RELU])
    check.trace_shapes((2, 5, 3), [SOFTMAX, FLATTEN])
    check.trace_shapes((3, 21, 40), network)
    check.trace_shapes((5, 30, 13), [pool(4, stride=3), conv(2, 4), GLOBAL_POOL, FLATTEN, dense(9)])
    check.trace_shapes((2, 5, 3), [RELU, SOFTMAX, FLATTEN])
    check.trace_shapes((6, 4, 7), [conv(6, 4, groups=6), GLOBAL_POOL, GLOBAL_POOL])
    check.trace_shapes((1, 1, 1), [])


@points(1)
@builds_on("torch_output_size", "pool_output_size", "conv_output_size")
@hint("Which layers need rows and columns, which need a flat input? Name the index, from 0.")
def test_trace_shapes__wrong_order(check):
    """layers that are unknown or stand in the wrong place, with their index; and a right order"""
    refuses = check.trace_shapes.raises
    unknown = [RELU, conv(6, 3), pool(2), RELU, {"type": "cnov", "out_channels": 6, "kernel": 3}]
    refuses(ValueError, (3, 20, 20), unknown, mentions=4)
    refuses(ValueError, (1, 6, 6), [{"type": "batch_norm"}], mentions=0)
    refuses(ValueError, (3, 6, 6), [RELU, conv(3, 1), RELU, FLATTEN, RELU, conv(3, 1)], mentions=5)
    refuses(ValueError, (3, 8, 8), [pool(8), FLATTEN, pool(1)], mentions=2)
    refuses(ValueError, (5, 6, 6), [FLATTEN, dense(5), SOFTMAX, GLOBAL_POOL], mentions=3)
    refuses(ValueError, (3, 6, 6), [FLATTEN, dense(8), conv(5, 1)], mentions=2)
    refuses(ValueError, (3, 6, 6), [dense(5)], mentions=0)
    refuses(ValueError, (6, 5, 5), [RELU, conv(8, 3), RELU, GLOBAL_POOL, dense(5)], mentions=4)
    check.trace_shapes((3, 6, 6), [RELU, FLATTEN, dense(5), SOFTMAX])


def indices_named(module, input_shape, layers):
    """The numbers in the refusal's message that could be an index, from 0 or from 1."""
    import re

    try:
        module.trace_shapes(input_shape, layers)
    except ValueError as error:
        # 0 and 1 are a window's usual padding, stride and dilation.
        return [n for n in range(2, len(layers) + 1) if re.search(rf"\b{n}\b", str(error))]
    return []


@points(1)
@builds_on("torch_output_size", "pool_output_size", "conv_output_size")
@hint("Each side on its own must be long enough. Groups must divide on both sides of the layer.")
def test_trace_shapes__misfits(check, student):
    """groups and windows that do not fit, with the layer's index; and some that just fit"""
    refuses = check.trace_shapes.raises
    with check.together():
        refuses(ValueError, (50, 20, 20), [RELU] * 4 + [conv(60, 30)], mentions=4)
        # Which index is named instead, if any: without it two mistakes look the same.
        student.probe(indices_named, (50, 20, 20), [RELU] * 4 + [conv(60, 30)])
    refuses(ValueError, (5, 9, 9), [RELU, RELU, RELU, conv(7, 1, groups=2)], mentions=3)
    refuses(ValueError, (4, 9, 9), [RELU, RELU, RELU, conv(5, 1, groups=2)], mentions=3)
    refuses(ValueError, (5, 9, 9), [RELU, RELU, RELU, conv(6, 1, groups=2)], mentions=3)
    refuses(ValueError, (1, 6, 1), [RELU, RELU, conv(1, 3)], mentions=2)
    refuses(ValueError, (1, 6, 30), [RELU] * 4 + [conv(1, 3, dilation=3)], mentions=4)
    refuses(ValueError, (1, 1, 6), [RELU, RELU, pool(3)], mentions=2)
    refuses(ValueError, (1, 6, 2), [RELU, pool(3)], mentions=1)
    refuses(ValueError, (1, 9, 9), [conv(1, 3), pool(3), RELU, RELU, pool(3)], mentions=4)
    refuses(ValueError, (1, 5, 5), [RELU] * 8 + [conv(1, 7)], mentions=8)
    check.trace_shapes((4, 9, 9), [RELU, conv(6, 1, groups=2), pool(9)])


@points(1)
@hint("Walk from the image upwards. How far apart are two neighbours after each layer?")
def test_receptive_field__deep_stacks(check):
    """kernels, strides, dilations and poolings in any order"""
    mixed = [
        conv(4, 5, stride=3, padding=2),
        RELU,
        pool(3, stride=2, padding=1),
        conv(4, 3),
        pool(2),
        conv(4, 2, groups=2),
    ]
    with check.together():
        check.receptive_field(mixed)
        check.receptive_field(mixed[::-1])
        check.receptive_field([conv(1, 7, stride=2)])
        check.receptive_field([conv(2, 3, dilation=5), pool(2), conv(2, 4, dilation=3)])
        check.receptive_field([pool(3), pool(3), RELU])
        check.receptive_field([pool(4, stride=1), pool(2, stride=3), conv(1, 2)])
        check.receptive_field([conv(1, 1), RELU, conv(1, 1, stride=2), conv(1, 4)])
        check.receptive_field([RELU])
        check.receptive_field([pool(2)] * 70 + [conv(1, 3)])


@points(1)
@builds_on("trace_shapes", "torch_output_size", "pool_output_size", "conv_output_size")
@hint("For each layer: how many weights, how many biases, and how often is a weight used?")
def test_count_cost__every_layer(check):
    """a wide image, groups, strides and dense layers"""
    network = [
        conv(8, 3, stride=2, padding=1),
        RELU,
        conv(12, 2, dilation=2, groups=4),
        pool(3, stride=2, padding=1),
        SOFTMAX,
        conv(10, 3, groups=2),
        FLATTEN,
        dense(7),
        RELU,
        dense(4),
    ]
    check.count_cost((2, 12, 9), [SOFTMAX, conv(4, 3, padding=1), conv(3, 2)])
    check.count_cost((1, 10, 16), [conv(3, 3, stride=3)])
    check.count_cost((1, 11, 14), [conv(3, 3, stride=3)])
    check.count_cost((2, 9, 13), [conv(5, 3, dilation=3)])
    check.count_cost((2, 11, 17), [pool(3), conv(4, 2)])
    check.count_cost((2, 9, 9), [pool(3, stride=2), conv(4, 2)])
    check.count_cost((2, 7, 9), [pool(2, stride=1, padding=1), conv(4, 2)])
    check.count_cost((2, 4, 5), [conv(3, 4)])
    check.count_cost((2, 3, 5), [FLATTEN, dense(3)])
    check.count_cost((6, 15, 24), network)
    check.count_cost((5, 9, 4), [conv(5, 3, padding=1, groups=5), conv(2, 1), GLOBAL_POOL])
    check.count_cost((2, 6, 9), [pool(2), RELU, GLOBAL_POOL, SOFTMAX])
    check.count_cost((4, 1, 1), [])
    check.count_cost((3, 100_005, 100_041), [conv(100_000_007, 3), GLOBAL_POOL])


@points(0.5)
@builds_on("trace_shapes", "torch_output_size", "pool_output_size", "conv_output_size")
@hint("A network that `trace_shapes` refuses has no cost either. Name the index, from 0.")
def test_count_cost__refusals(check):
    """networks that cannot be, with the layer's index, and one that just can"""
    refuses = check.count_cost.raises
    refuses(ValueError, (1, 6, 1), [RELU] * 7 + [conv(5, 3), FLATTEN], mentions=7)
    refuses(ValueError, (3, 6, 6), [RELU, RELU, conv(7, 1, groups=4)], mentions=2)
    refuses(ValueError, (8, 6, 6), [RELU, RELU, conv(3, 1, groups=4)], mentions=2)
    refuses(ValueError, (3, 6, 6), [RELU, RELU, conv(8, 1, groups=4)], mentions=2)
    refuses(ValueError, (1, 6, 6), [RELU, RELU, RELU, {"type": "dropout"}], mentions=3)
    refuses(ValueError, (1, 7, 4), [RELU, pool(5)], mentions=1)
    refuses(ValueError, (3, 6, 6), [conv(6, 1), RELU, dense(5)], mentions=2)
    refuses(ValueError, (3, 6, 6), [FLATTEN, RELU, RELU, RELU, conv(6, 1)], mentions=4)
    check.count_cost((3, 3, 3), [conv(100, 3), RELU, FLATTEN, dense(10)])
