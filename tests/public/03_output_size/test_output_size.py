"""Public tests for 03: the figures of the handout, and what PyTorch itself says."""

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


LENET = [
    *(conv(6, 5), RELU, pool(2)),
    *(conv(16, 5), RELU, pool(2)),
    *(FLATTEN, dense(120), RELU, dense(84), RELU, dense(10), SOFTMAX),
]


@points(0.5)
@hint("Draw the image as a row of squares, and mark every place where the window can stand.")
def test_conv_output_size__figures(check):
    """the figures of the handout, AlexNet's famous slip among them"""
    with check.together():
        check.conv_output_size(32, 5, expect=28)
        check.conv_output_size(227, 11, stride=4, expect=55)
        check.conv_output_size(5, 3, stride=1, padding=1, expect=5)
    at_fault = (224, 11, 213, 4, 53.25, 54.25)
    check.conv_output_size.raises(ValueError, 224, 11, stride=4, mentions=at_fault)


@points(0.5)
@hint("Three taps, two apart: how many pixels lie from the first tap to the last?")
def test_torch_output_size__as_pytorch(check):
    """what a convolution of PyTorch gives"""
    check.torch_output_size(224, 11, stride=4, expect=54)
    layer = torch.nn.Conv2d(1, 1, kernel_size=3, stride=2, padding=1, dilation=2)
    image = torch.zeros(1, 1, 10, 10)
    side = layer(image).shape[-1]
    check.torch_output_size(10, 3, stride=2, padding=1, dilation=2, expect=side)
    check.torch_output_size.raises(ValueError, 2, 5, mentions=(5, 2))


@points(0.5)
@hint("How many pixels does the kernel take away, and can two equal ends give them back?")
def test_same_padding__odd_and_even(check):
    """two kernels that can keep the size, and one that cannot"""
    with check.together():
        check.same_padding(5, expect=2)
        check.same_padding(3, dilation=2, expect=2)
    check.same_padding.raises(ValueError, 4, mentions=(4, 3))


@points(0.5)
@hint("Go through the numbers one by one: what is the larger of 0 and this one?")
def test_relu__worked_example(check):
    """negative numbers become zero, the others stay"""
    x = torch.tensor([[-2.0, 0.5, 0.0], [3.0, -0.1, 7.0]])
    check.relu(x, expect=torch.tensor([[0.0, 0.5, 0.0], [3.0, 0.0, 7.0]]))


@points(0.5)
@hint("Draw the windows. In ceil mode, does the last one begin on the image or behind it?")
def test_pool_output_size__as_pytorch(check):
    """what a pooling of PyTorch gives"""
    with check.together():
        check.pool_output_size(28, 2, expect=14)
        for size, options in (
            (7, {}),
            (7, {"ceil_mode": True}),
            (8, {"stride": 1, "padding": 1}),
            (3, {"padding": 1, "ceil_mode": True}),
        ):
            side = torch.nn.MaxPool2d(2, **options)(torch.zeros(1, 1, size, size)).shape[-1]
            check.pool_output_size(size, 2, **options, expect=side)
    check.pool_output_size.raises(ValueError, 4, 5, mentions=(5, 4))


@points(0.5)
@builds_on("pool_output_size", "torch_output_size")
@hint("Cut the picture into its windows on paper. Which number of each is the largest?")
@forbid("torch pooling")
def test_max_pool2d__worked_example(check):
    """two channels by hand, and what a pooling of PyTorch gives"""
    x = torch.tensor(
        [
            [[1.0, 5.0, 2.0, 0.0, 8.0], [3.0, 4.0, 9.0, 1.0, 8.0]],
            [[-1.0, -5.0, -2.0, -6.0, 8.0], [-3.0, -4.0, -9.0, -7.0, 8.0]],
        ]
    )
    check.max_pool2d(x, 2, expect=torch.tensor([[[5.0, 9.0]], [[-1.0, -2.0]]]))
    for options in ({"stride": 1}, {"padding": 1}):
        check.max_pool2d(x, 2, **options, expect=torch.nn.MaxPool2d(2, **options)(x))
    check.max_pool2d.raises(ValueError, x, 3, mentions=(3, 2))


@points(1)
@builds_on("torch_output_size", "pool_output_size", "conv_output_size")
@hint("Go through the layers with pencil and paper, and write down one shape after each.")
def test_trace_shapes__lenet(check):
    """a whole network, from the image to the softmax"""
    shapes = [(6, 28, 28), (6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 10, 10), (16, 5, 5)]
    shapes += [(400,), (120,), (120,), (84,), (84,), (10,), (10,)]
    check.trace_shapes((1, 32, 32), LENET, expect=shapes)
    check.trace_shapes((3, 9, 9), [GLOBAL_POOL], expect=[(3, 1, 1)])
    wrong = [conv(4, 3), RELU, dense(5)]
    check.trace_shapes.raises(ValueError, (1, 8, 8), wrong, mentions=2)
    uneven = [RELU, RELU, RELU, conv(4, 1, groups=2)]
    check.trace_shapes.raises(ValueError, (5, 8, 8), uneven, mentions=3)


@points(1)
@hint("Draw a row of pixels below, one place on top, and all the lines that lead down from it.")
def test_receptive_field__small_stacks(check):
    """no layer, two kernels in a row, and a pooling below a kernel"""
    with check.together():
        check.receptive_field([], expect=1)
        check.receptive_field([conv(8, 3), RELU, conv(8, 3)], expect=5)
        check.receptive_field([pool(2), conv(8, 3)], expect=6)


@points(1)
@builds_on("trace_shapes", "torch_output_size", "pool_output_size", "conv_output_size")
@hint("How many weights has the layer, and how many times is each of them used?")
def test_count_cost__lenet(check):
    """a single layer, a whole network, and one that cannot be"""
    check.count_cost((1, 28, 28), [conv(6, 5)], expect=(156, 86_400))
    check.count_cost((3, 227, 227), [conv(96, 11, stride=4)], expect=(34_944, 105_415_200))
    check.count_cost((1, 32, 32), LENET, expect=(61_706, 416_520))
    uneven = [RELU, RELU, RELU, conv(4, 1, groups=2)]
    check.count_cost.raises(ValueError, (5, 8, 8), uneven, mentions=3)
