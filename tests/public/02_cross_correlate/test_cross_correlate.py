"""Public tests of 02: the worked examples of the handout, and a few more worked by hand."""

import torch

from autograder.testing import builds_on, extra_credit, forbid, hint, points


@points(1)
@hint("Lay the kernel on the top left corner as it is printed, multiply, add up, move on by one.")
@forbid("torch convolution")
def test_cross_correlate2d__worked_example(check):
    """the example of the handout, and a kernel that does not fit"""
    image = torch.tensor([[1.0, 2.0, 0.0, 3.0], [0.0, 1.0, 4.0, 1.0], [2.0, 0.0, 1.0, 5.0]])
    kernel = torch.tensor([[1.0, 2.0], [0.0, 3.0]])
    expected = torch.tensor([[8.0, 14.0, 9.0], [2.0, 12.0, 21.0]])
    with check.together():
        check.cross_correlate2d(image, kernel, expect=expected)
        check.cross_correlate2d(image, image, expect=torch.tensor([[62.0]]))
    check.cross_correlate2d.raises(ValueError, image, torch.ones(5, 2), mentions=(5, 3))
    check.cross_correlate2d.raises(ValueError, image, torch.ones(2, 6), mentions=(6, 4))


@points(1)
@builds_on("cross_correlate2d")
@hint(
    "An image that is one single white pixel shows what happens to the kernel: it must come out as it is."
)
@forbid("torch convolution")
def test_convolve2d__impulse_and_row(check):
    """a single white pixel gives the kernel back, and a row worked by hand"""
    kernel = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    impulse = torch.zeros(3, 5)
    impulse[1, 2] = 1
    check.convolve2d(impulse, kernel, expect=torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    check.convolve2d(torch.ones(1, 1), kernel, mode="full", expect=kernel.clone())
    row, pair = torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([[1.0, 10.0]])
    check.convolve2d(row, pair, mode="valid", expect=torch.tensor([[12.0, 23.0]]))
    check.convolve2d(row, pair, mode="full", expect=torch.tensor([[1.0, 12.0, 23.0, 30.0]]))


@points(0.5)
@builds_on("cross_correlate2d")
@hint("Left of the square the picture gets brighter from left to right, right of it darker.")
@forbid("torch convolution")
def test_vertical_edges__white_square(check):
    """a white square in a black picture"""
    image = torch.zeros(5, 5)
    image[1:4, 1:4] = 1
    expected = torch.tensor([[3.0, 0.0, -3.0], [4.0, 0.0, -4.0], [3.0, 0.0, -3.0]])
    check.vertical_edges(image, expect=expected)


@points(1)
@builds_on("cross_correlate2d")
@hint("Each kernel has one layer for each channel; what they give is added up, then the bias once.")
@forbid("torch convolution")
def test_conv_layer__two_channels_three_kernels(check):
    """two channels, three kernels, with biases and without"""
    x = torch.tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[1.0, 0.0, 2.0], [0.0, 3.0, 0.0]]])
    weight = torch.tensor(
        [
            [[[1.0, 0.0]], [[0.0, 10.0]]],
            [[[0.0, 1.0]], [[0.0, 0.0]]],
            [[[1.0, -1.0]], [[2.0, 1.0]]],
        ]
    )
    bare = torch.tensor(
        [
            [[1.0, 22.0], [34.0, 5.0]],
            [[2.0, 3.0], [5.0, 6.0]],
            [[1.0, 1.0], [2.0, 5.0]],
        ]
    )
    bias = torch.tensor([100.0, 200.0, 300.0])
    check.conv_layer(x, weight, expect=bare)
    check.conv_layer(x, weight, bias, expect=bare + bias.reshape(3, 1, 1))


@points(1)
@builds_on("cross_correlate2d")
@hint("Draw the padded picture on paper and mark the top left corner of each window.")
@forbid("torch convolution")
def test_conv_layer__stride_and_padding(check):
    """windows that jump, and a border of zeros"""
    x = torch.tensor([[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0]]])
    weight = torch.tensor([[[[1.0, 0.0], [0.0, 10.0]]]])
    check.conv_layer(x, weight, stride=2, expect=torch.tensor([[[61.0, 83.0]]]))
    check.conv_layer(
        x,
        weight,
        stride=(2, 3),
        padding=(0, 1),
        expect=torch.tensor([[[50.0, 83.0]]]),
    )
    check.conv_layer(
        x,
        weight,
        stride=(3, 2),
        padding=1,
        expect=torch.tensor([[[10.0, 30.0, 0.0], [0.0, 10.0, 12.0]]]),
    )


@points(1)
@hint("One window, one column: write it down channel by channel, each channel row by row.")
@forbid("torch convolution")
def test_im2col__worked_example(check):
    """two channels, windows of 2×2"""
    x = torch.tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[10.0, 20.0, 30.0], [40.0, 50.0, 60.0]]])
    windows = [
        [1.0, 2.0, 4.0, 5.0, 10.0, 20.0, 40.0, 50.0],
        [2.0, 3.0, 5.0, 6.0, 20.0, 30.0, 50.0, 60.0],
    ]
    check.im2col(x, 2, expect=torch.tensor(windows).T.contiguous())
    padded = torch.tensor([[0.0, 2.0, 0.0, 5.0], [1.0, 3.0, 4.0, 6.0]])
    check.im2col(x[:1], (1, 2), stride=(1, 2), padding=(0, 1), expect=padded)


@points(0.5)
@builds_on("im2col")
@hint(
    "Lay each kernel out as one row in the same order as the columns. Which shape has the product?"
)
@forbid("torch convolution")
def test_conv_as_matmul__two_channels_two_kernels(check):
    """two channels, two kernels, as one product of matrices"""
    x = torch.tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[1.0, 0.0, 2.0], [0.0, 3.0, 0.0]]])
    weight = torch.tensor([[[[1.0, 0.0]], [[0.0, 10.0]]], [[[1.0, -1.0]], [[2.0, 1.0]]]])
    bias = torch.tensor([0.5, -1.0])
    expected = torch.tensor([[[1.5, 22.5], [34.5, 5.5]], [[0.0, 0.0], [1.0, 4.0]]])
    check.conv_as_matmul(x, weight, bias, expect=expected)


@points(0.5)
@builds_on("convolve2d", "cross_correlate2d")
@hint(
    "Lay the second kernel on one place of the first result: which pixels are behind it, how often?"
)
@forbid("torch convolution")
def test_merge_kernels__worked_example(check):
    """two small kernels by hand, and a pair of neighbours averaged twice"""
    first, second = torch.tensor([[1.0, 2.0]]), torch.tensor([[1.0], [10.0]])
    with check.together():
        check.merge_kernels(first, second, expect=torch.tensor([[1.0, 2.0], [10.0, 20.0]]))
        check.merge_kernels(
            torch.tensor([[1.0, 2.0]]),
            torch.tensor([[1.0, 10.0]]),
            expect=torch.tensor([[1.0, 12.0, 20.0]]),
        )
    mean = torch.tensor([[0.5, 0.5]])
    check.merge_kernels(mean, mean, expect=torch.tensor([[0.25, 0.5, 0.25]]))


@points(0.5)
@builds_on("convolve2d", "cross_correlate2d")
@hint("Take one output that is not zero in upstream: which pixels made it, and with which weights?")
@forbid("torch convolution", "automatic differentiation")
def test_correlation_gradients__worked_example(check):
    """one output alone, and what automatic differentiation says"""
    image = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    kernel = torch.tensor([[10.0, 20.0]])
    one = torch.tensor([[0.0, 1.0], [0.0, 0.0]])  # the loss looks at the upper right output alone
    of_image = torch.tensor([[0.0, 10.0, 20.0], [0.0, 0.0, 0.0]])
    check.correlation_gradients(image, kernel, one, expect=(of_image, torch.tensor([[2.0, 3.0]])))

    image.requires_grad_(), kernel.requires_grad_()
    upstream = torch.tensor([[1.0, -2.0], [3.0, 5.0]])
    out = torch.nn.functional.conv2d(image[None, None], kernel[None, None])[0, 0]
    # With `upstream` as an argument, torch would load hundreds of modules more.
    expected = torch.autograd.grad((out * upstream).sum(), (image, kernel))
    check.correlation_gradients(image.detach(), kernel.detach(), upstream, expect=expected)


@points(1)
@hint("Row by row: which pixels does this output position look at, and with which weights?")
@forbid("torch convolution")
def test_conv_matrix__worked_example(check):
    """a kernel of 2×2 on an image of 2×3, and the zeros of a larger one"""
    kernel = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    expected = torch.tensor([[1.0, 2.0, 0.0, 3.0, 4.0, 0.0], [0.0, 1.0, 2.0, 0.0, 3.0, 4.0]])
    check.conv_matrix(kernel, 2, 3, expect=expected)
    tall = torch.tensor([[7.0, 8.0, 0.0, 0.0], [0.0, 0.0, 7.0, 8.0]])
    check.conv_matrix(torch.tensor([[7.0, 8.0]]), height=2, width=2, expect=tall)


@points(1)
@extra_credit
@hint(
    "Try an image of one row first. The transform sees the image as a ring: which windows wrap around?"
)
@forbid("torch convolution")
def test_fft_cross_correlate2d__worked_example(check):
    """the example of the handout, by way of frequencies"""
    image = torch.tensor([[1.0, 2.0, 0.0, 3.0], [0.0, 1.0, 4.0, 1.0], [2.0, 0.0, 1.0, 5.0]])
    kernel = torch.tensor([[1.0, 2.0], [0.0, 3.0]])
    expected = torch.tensor([[8.0, 14.0, 9.0], [2.0, 12.0, 21.0]])
    check.fft_cross_correlate2d(image, kernel, expect=expected)


def count_products(module, tile, kernel):
    """Run winograd_1d on objects that know their side; count where the two sides meet."""
    import operator
    from fractions import Fraction
    from numbers import Number

    products = []

    class Element:
        def __init__(self, value, sides):
            self.value, self.sides = Fraction(value), sides

        def __neg__(self):
            return Element(-self.value, self.sides)

    def method(name, swapped):
        operation = getattr(operator, name)

        def apply(self, other):
            if isinstance(other, Number):
                other = Element(other, set())  # a constant: free
            if not isinstance(other, Element):
                return NotImplemented
            sides = self.sides | other.sides
            if name in ("mul", "truediv") and self.sides and other.sides and len(sides) == 2:
                products.append(name)
            first, second = (other, self) if swapped else (self, other)
            return Element(operation(first.value, second.value), sides)

        return apply

    for name in ("add", "sub", "mul", "truediv"):
        setattr(Element, f"__{name}__", method(name, swapped=False))
        setattr(Element, f"__r{name}__", method(name, swapped=True))

    outputs = module.winograd_1d(
        [Element(value, {"tile"}) for value in tile],
        [Element(value, {"kernel"}) for value in kernel],
    )
    return {
        "outputs": [float(output.value) for output in outputs],
        "products": max(4, len(products)),
    }


@points(1)
@extra_credit
@hint(
    "Straight from the definition it takes six products. Look for sums on each side that serve both outputs."
)
@forbid("torch convolution")
def test_winograd_1d__worked_example(check):
    """the example of the handout, in four products"""
    check.winograd_1d([1.0, 2.0, 3.0, 4.0], [1.0, 10.0, 100.0], expect=(321.0, 432.0))
    answer = {"outputs": [321.0, 432.0], "products": 4}
    check.probe(count_products, [1, 2, 3, 4], [1, 10, 100], expect=answer)
