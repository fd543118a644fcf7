"""Hidden tests of 02: shapes that are not square, unequal pairs, the limits, and what must raise."""

import torch

from autograder.testing import builds_on, extra_credit, forbid, hint, points


@points(1)
@hint("Try an image of 2×5, and kernels of 1×2, 2×1, 1×1 and 2×5.")
@forbid("torch convolution")
def test_cross_correlate2d__shapes(check, rng):
    """images and kernels that are not square, small and large"""
    check.cross_correlate2d(rng.whole(5, 8), rng.whole(2, 3))
    check.cross_correlate2d(rng.whole(9, 4), rng.whole(4, 2))
    check.cross_correlate2d(rng.whole(4, 6), rng.whole(4, 6))
    check.cross_correlate2d(rng.whole(4, 6), rng.whole(1, 1))
    check.cross_correlate2d(rng.whole(1, 7), rng.whole(1, 3))
    check.cross_correlate2d(rng.whole(1, 1), rng.whole(1, 1))


@points(1)
@hint(
    "Which dtype has your result for a float64 image? Does it work on image.T, and leave its inputs alone?"
)
@forbid("torch convolution")
def test_cross_correlate2d__number_types_and_views(check, rng):
    """double precision, transposed and sliced images, new memory"""
    check.cross_correlate2d(rng.normal(6, 7, dtype="float64"), rng.normal(3, 2, dtype="float64"))
    check.cross_correlate2d(rng.normal(6, 5), rng.normal(2, 3))
    check.cross_correlate2d(rng.whole(7, 5).T, rng.whole(3, 2).T)
    check.cross_correlate2d(rng.whole(9, 8)[::2, 1:], rng.whole(4, 4)[:, ::2])
    check.cross_correlate2d(rng.whole(3, 4), torch.ones(1, 1))


@points(0.5)
@hint("A kernel may be too tall, too wide, or both; the message says a size that does not fit.")
@forbid("torch convolution")
def test_cross_correlate2d__too_large(check, rng):
    """a kernel larger than the image raises, one as large fits"""
    check.cross_correlate2d.raises(ValueError, rng.whole(2, 5), rng.whole(6, 2), mentions=(6, 2))
    check.cross_correlate2d.raises(ValueError, rng.whole(5, 9), rng.whole(6, 2), mentions=(6, 5))
    check.cross_correlate2d.raises(ValueError, rng.whole(9, 5), rng.whole(2, 6), mentions=(6, 5))
    check.cross_correlate2d.raises(
        ValueError, rng.whole(3, 4), rng.whole(8, 7), mentions=(8, 7, 3, 4)
    )
    check.cross_correlate2d(rng.normal(5, 3), torch.ones(5, 3))


@points(1)
@builds_on("cross_correlate2d")
@hint("Turn a kernel of 2×3 with six different numbers by half a turn on paper.")
@forbid("torch convolution")
def test_convolve2d__valid(check, rng):
    """only where the kernel fits: shapes, double precision, transposed images"""
    check.convolve2d(rng.whole(6, 9), rng.whole(3, 2))
    check.convolve2d(rng.whole(4, 7), rng.whole(2, 5), mode="valid")
    check.convolve2d(rng.whole(3, 5), rng.whole(3, 5), "valid")
    check.convolve2d(rng.whole(3, 4), torch.ones(1, 1))
    check.convolve2d(rng.whole(8, 5).T, rng.whole(3, 2).T)
    check.convolve2d(rng.normal(5, 7, dtype="float64"), rng.normal(2, 4, dtype="float64"))


@points(1)
@builds_on("cross_correlate2d")
@hint(
    "Wherever the two overlap at all; either may be the larger one. Swap image and kernel: same result?"
)
@forbid("torch convolution")
def test_convolve2d__full(check, student, rng):
    """wherever the two overlap: sizes, and what true convolution promises"""
    check.convolve2d(rng.whole(4, 6), rng.whole(3, 2), mode="full")
    check.convolve2d(rng.whole(2, 3), rng.whole(4, 7), mode="full")
    check.convolve2d(rng.whole(2, 7), rng.whole(5, 3), mode="full")
    check.convolve2d(rng.whole(5, 1), rng.whole(1, 4), mode="full")
    check.convolve2d(rng.whole(3, 4), torch.ones(1, 1), mode="full")
    check.convolve2d(
        rng.normal(6, 3, dtype="float64").T, rng.normal(2, 5, dtype="float64"), mode="full"
    )

    def full(a, b):
        return student.convolve2d(a, b, mode="full")

    def same(a, b):
        return a.shape == b.shape and torch.allclose(a, b, rtol=1e-4, atol=1e-2)

    f, g, h = rng.whole(3, 5), rng.whole(4, 2), rng.whole(2, 4)
    also_g = rng.whole(4, 2)
    assert same(full(f, g), full(g, f)), "full convolution should commute: f * g = g * f"
    assert same(full(full(f, g), h), full(f, full(g, h))), (
        "full convolution should associate: (f * g) * h = f * (g * h)"
    )
    assert same(full(f, g + also_g), full(f, g) + full(f, also_g)), (
        "convolution should distribute: f * (g + h) = f * g + f * h"
    )


@points(0.5)
@builds_on("cross_correlate2d")
@hint("Which modes are there? And in which of them does a kernel that is too large do no harm?")
@forbid("torch convolution")
def test_convolve2d__raises(check, rng):
    """a kernel too large for "valid", one that just fits, and modes that do not exist"""
    check.convolve2d.raises(ValueError, rng.whole(3, 4), rng.whole(8, 7), mentions=(8, 7, 3, 4))
    check.convolve2d.raises(ValueError, rng.whole(5, 9), rng.whole(6, 2), mentions=(6, 5))
    check.convolve2d.raises(
        ValueError, rng.whole(9, 5), rng.whole(2, 6), mode="valid", mentions=(6, 5)
    )
    check.convolve2d.raises(
        ValueError, rng.whole(5, 6), rng.whole(3, 3), mode="same", mentions="same"
    )
    check.convolve2d.raises(
        ValueError, rng.whole(3, 4), rng.whole(2, 2), mode="circular", mentions="circular"
    )
    check.convolve2d(rng.normal(3, 4), torch.ones(3, 4))


@points(0.5)
@builds_on("cross_correlate2d")
@hint("Compare a picture with its transposed one: only edges from top to bottom should answer.")
@forbid("torch convolution")
def test_vertical_edges__shapes(check, rng):
    """pictures that are not square, bright and dark"""
    check.vertical_edges(rng.whole(4, 9))
    check.vertical_edges(rng.whole(7, 3))
    check.vertical_edges(rng.whole(3, 3))
    check.vertical_edges(rng.whole(5, 6, low=-90, high=-10))


@points(0.5)
@builds_on("cross_correlate2d")
@hint("Which dtype has the kernel when the picture is float64? And does it work on picture.T?")
@forbid("torch convolution")
def test_vertical_edges__number_types_and_views(check, rng):
    """double precision, transposed and sliced pictures"""
    check.vertical_edges(rng.normal(5, 8, dtype="float64"))
    check.vertical_edges(rng.normal(6, 4))
    check.vertical_edges(rng.whole(8, 4).T)
    check.vertical_edges(rng.whole(9, 7)[::2, 2:])


@points(1)
@builds_on("cross_correlate2d")
@hint(
    "Take stride and padding that differ up and across: (vertical, horizontal). Sizes round down."
)
@forbid("torch convolution")
def test_conv_layer__unequal_strides_and_paddings(check, rng):
    """unequal strides and paddings, more kernels than channels"""
    check.conv_layer(
        rng.whole(3, 8, 11), rng.whole(4, 3, 3, 4), rng.whole(4), stride=(3, 2), padding=(1, 2)
    )
    check.conv_layer(rng.whole(4, 9, 6), rng.whole(2, 4, 2, 3), stride=(1, 4), padding=(3, 0))
    check.conv_layer(rng.whole(2, 5, 9), rng.whole(3, 2, 4, 1), rng.whole(3), stride=(2, 3))


@points(1)
@builds_on("cross_correlate2d")
@hint(
    "Go to the limits: defaults, one pixel, a kernel that just fits the padded picture, float64, views."
)
@forbid("torch convolution")
def test_conv_layer__limits_and_number_types(check, rng):
    """plain ints and defaults, kernels that just fit, double precision, views"""
    check.conv_layer(rng.whole(2, 7, 5), rng.whole(3, 2, 3, 2))
    check.conv_layer(rng.whole(2, 8, 6), rng.whole(5, 2, 3, 3), rng.whole(5), 2, 1)
    check.conv_layer(rng.whole(1, 6, 7), rng.whole(1, 1, 2, 2), stride=3)
    check.conv_layer(rng.whole(2, 3, 4), rng.whole(3, 2, 3, 4), rng.whole(3))
    check.conv_layer(rng.whole(2, 2, 3), rng.whole(1, 2, 4, 7), stride=(2, 3), padding=(1, 2))
    check.conv_layer(rng.whole(3, 1, 1), rng.whole(2, 3, 1, 1), rng.whole(2), stride=2)
    check.conv_layer(rng.whole(1, 3, 5), torch.ones(1, 1, 1, 1))
    x = rng.normal(6, 5, 3, dtype="float64").permute(2, 0, 1)
    weight = rng.normal(4, 3, 3, 2, dtype="float64").transpose(2, 3)
    check.conv_layer(x, weight, rng.normal(4, dtype="float64"), padding=1)


@points(0.5)
@builds_on("cross_correlate2d")
@hint("Two things can be wrong with the sizes. The message says the number that does not fit.")
@forbid("torch convolution")
def test_conv_layer__raises(check, rng):
    """channels that disagree, kernels that do not fit the padded picture, and one that does"""
    raises = check.conv_layer.raises
    raises(ValueError, rng.whole(3, 6, 7), rng.whole(4, 5, 2, 2), mentions=(3, 5))
    raises(ValueError, rng.whole(3, 6, 7), rng.whole(3, 1, 2, 2), mentions=(3, 1))
    raises(ValueError, rng.whole(1, 6, 7), rng.whole(2, 4, 2, 2), rng.whole(2), mentions=(4, 1))
    raises(ValueError, rng.whole(2, 5, 9), rng.whole(3, 2, 6, 2), stride=2, mentions=(6, 5, 0))
    raises(ValueError, rng.whole(2, 9, 4), rng.whole(3, 2, 3, 7), padding=1, mentions=(7, 6, 4, 0))
    raises(
        ValueError, rng.whole(2, 3, 9), rng.whole(3, 2, 6, 2), padding=(1, 4), mentions=(6, 5, 3, 0)
    )
    check.conv_layer(rng.normal(2, 4, 3), torch.ones(3, 2, 4, 3))


@points(1)
@hint(
    "Use a picture with two channels and different numbers everywhere, and follow one column down."
)
@forbid("torch convolution")
def test_im2col__unequal_pairs(check, rng):
    """several channels, unequal windows, strides and paddings"""
    check.im2col(rng.whole(3, 8, 11), (3, 4), stride=(3, 2), padding=(1, 2))
    check.im2col(rng.whole(2, 7, 5), (2, 3), stride=(1, 2), padding=(2, 0))
    check.im2col(rng.whole(2, 5, 6), 3)
    check.im2col(rng.whole(1, 6, 5), 2, 2, 1)


@points(0.5)
@hint(
    "Windows of one pixel, a window as large as the picture: is the result new memory? And too large?"
)
@forbid("torch convolution")
def test_im2col__limits_and_raises(check, rng):
    """the smallest and largest windows, new memory, and windows that do not fit"""
    check.im2col(rng.whole(3, 4, 5), 1)
    check.im2col(rng.whole(2, 3, 4), (3, 4))
    check.im2col(rng.whole(2, 2, 3), (4, 5), padding=1)
    check.im2col(rng.whole(2, 1, 1), 1, stride=3)
    check.im2col(rng.normal(5, 6, 2, dtype="float64").permute(2, 1, 0), (2, 3), stride=2)
    raises = check.im2col.raises
    raises(ValueError, rng.whole(2, 5, 9), (6, 2), stride=2, mentions=(6, 5, 0))
    raises(ValueError, rng.whole(2, 9, 3), 6, padding=1, mentions=(6, 5, 3, 0))


@points(1)
@builds_on("im2col")
@hint("Rows of the product are kernels, columns are positions: put both back where they belong.")
@forbid("torch convolution")
def test_conv_as_matmul__unequal_strides_and_paddings(check, rng):
    """unequal strides and paddings, more kernels than channels"""
    check.conv_as_matmul(
        rng.whole(3, 8, 11), rng.whole(4, 3, 3, 4), rng.whole(4), stride=(3, 2), padding=(1, 2)
    )
    check.conv_as_matmul(rng.whole(4, 9, 6), rng.whole(2, 4, 2, 3), stride=(1, 4), padding=(3, 0))
    check.conv_as_matmul(rng.whole(2, 5, 6), rng.whole(4, 2, 2, 3), rng.whole(4))


@points(0.5)
@builds_on("im2col")
@hint(
    "Try it without a bias, on one pixel, in float64, on a permuted picture, and with wrong channels."
)
@forbid("torch convolution")
def test_conv_as_matmul__limits_and_raises(check, rng):
    """ints and defaults, kernels that just fit, double precision, views, and what raises"""
    check.conv_as_matmul(rng.whole(2, 7, 5), rng.whole(3, 2, 3, 2))
    check.conv_as_matmul(rng.whole(2, 8, 6), rng.whole(5, 2, 3, 3), rng.whole(5), 2, 1)
    check.conv_as_matmul(rng.whole(2, 2, 3), rng.whole(1, 2, 4, 7), padding=(1, 2))
    check.conv_as_matmul(rng.whole(3, 1, 1), rng.whole(2, 3, 1, 1), rng.whole(2))
    x = rng.normal(6, 5, 3, dtype="float64").permute(2, 0, 1)
    weight = rng.normal(4, 3, 3, 2, dtype="float64").transpose(2, 3)
    check.conv_as_matmul(x, weight, rng.normal(4, dtype="float64"), padding=1)
    raises = check.conv_as_matmul.raises
    raises(ValueError, rng.whole(3, 6, 7), rng.whole(4, 5, 2, 2), mentions=(3, 5))
    raises(ValueError, rng.whole(3, 6, 7), rng.whole(3, 1, 2, 2), mentions=(3, 1))
    raises(ValueError, rng.whole(1, 6, 7), rng.whole(2, 4, 1, 1), mentions=(4, 1))
    raises(ValueError, rng.whole(2, 5, 9), rng.whole(3, 2, 6, 2), mentions=(6, 5, 0))
    raises(ValueError, rng.whole(2, 9, 4), rng.whole(3, 2, 3, 7), padding=1, mentions=(7, 6, 4, 0))


@points(1)
@builds_on("convolve2d", "cross_correlate2d")
@hint("Two kernels of 2×3 and 3×1 make one of 4×3. Which pairs of weights meet in a corner?")
@forbid("torch convolution")
def test_merge_kernels__shapes_and_number_types(check, rng):
    """kernels of any sizes, the larger one first or second, double precision, views"""
    check.merge_kernels(rng.whole(3, 3), rng.whole(3, 3))
    check.merge_kernels(rng.whole(2, 3), rng.whole(4, 1))
    check.merge_kernels(rng.whole(2, 2), rng.whole(3, 5))
    check.merge_kernels(rng.whole(4, 3), rng.whole(2, 1))
    check.merge_kernels(rng.whole(1, 4), rng.whole(5, 1))
    check.merge_kernels(rng.whole(3, 2), torch.ones(1, 1))
    check.merge_kernels(torch.ones(1, 1), rng.whole(2, 3))
    check.merge_kernels(rng.normal(2, 4, dtype="float64"), rng.normal(3, 2, dtype="float64"))
    check.merge_kernels(rng.whole(4, 2).T, rng.whole(6, 3)[::2, 1:])


@points(0.5)
@builds_on("convolve2d", "cross_correlate2d")
@hint(
    "Do both steps with one image, then one step with the merged kernel, and compare the numbers."
)
@forbid("torch convolution")
def test_merge_kernels__both_steps_at_once(student, rng):
    """one step with the merged kernel gives what two steps give, and three kernels make one"""

    def slide(image, kernel):
        return torch.nn.functional.conv2d(image[None, None], kernel[None, None])[0, 0]

    image = rng.whole(9, 8, dtype="float64")
    first, second = rng.whole(2, 3, dtype="float64"), rng.whole(3, 2, dtype="float64")
    merged = student.merge_kernels(first, second)
    assert tuple(merged.shape) == (4, 4), "kernels of 2×3 and 3×2 make one of 4×4"
    assert torch.allclose(slide(image, merged), slide(slide(image, first), second)), (
        "one step with the merged kernel should give what the two steps give"
    )
    third = rng.whole(1, 4, dtype="float64")
    all_three = student.merge_kernels(merged, third)
    assert tuple(all_three.shape) == (4, 7), "and with one of 1×4, one of 4×7"
    three_steps = slide(slide(slide(image, first), second), third)
    assert torch.allclose(slide(image, all_three), three_steps), (
        "one step with the kernel merged of three should give what the three steps give"
    )


def by_autograd(image, kernel, upstream):
    """What automatic differentiation says about the gradients of image and kernel."""
    image, kernel = image.clone().requires_grad_(), kernel.clone().requires_grad_()
    out = torch.nn.functional.conv2d(image[None, None], kernel[None, None])[0, 0]
    return torch.autograd.grad((out * upstream).sum(), (image, kernel))


@points(1)
@builds_on("convolve2d", "cross_correlate2d")
@hint("Which shapes have the two gradients? Try images and kernels without symmetry, and float64.")
@forbid("torch convolution", "automatic differentiation")
def test_correlation_gradients__as_autograd(check, rng):
    """what automatic differentiation gives: shapes, limits, double precision, views"""
    cases = [
        (rng.whole(5, 7), rng.whole(2, 3), rng.whole(4, 5)),
        (rng.whole(6, 4), rng.whole(4, 2), rng.whole(3, 3)),
        (rng.whole(3, 8), rng.whole(3, 1), rng.whole(1, 8)),
        (rng.whole(4, 5), rng.whole(4, 5), rng.whole(1, 1)),
        (rng.whole(3, 4), rng.whole(1, 1), rng.whole(3, 4)),
        (rng.whole(1, 1), rng.whole(1, 1), rng.whole(1, 1)),
        (rng.whole(6, 5).T, rng.whole(6, 2)[::2], rng.whole(5, 3).T),
    ]
    cases += [tuple(rng.normal(*one.shape, dtype="float64") for one in case) for case in cases[:2]]
    for case in cases:
        check.correlation_gradients(*case, expect=by_autograd(*case))


@points(1)
@builds_on("convolve2d", "cross_correlate2d")
@hint("Add a little to one weight: by how much does the sum of upstream times output change?")
@forbid("torch convolution", "automatic differentiation")
def test_correlation_gradients__finite_differences(student, rng):
    """what a small change of each pixel and of each weight does to the loss"""
    image, kernel = rng.normal(4, 5, dtype="float64"), rng.normal(2, 3, dtype="float64")
    upstream = rng.normal(3, 3, dtype="float64")

    def loss(image, kernel):
        out = torch.nn.functional.conv2d(image[None, None], kernel[None, None])[0, 0]
        return (out * upstream).sum()

    def slopes(f, x, step=0.01):
        nudges = step * torch.eye(x.numel(), dtype=x.dtype).reshape(-1, *x.shape)
        return torch.stack([(f(x + e) - f(x - e)) / (2 * step) for e in nudges]).reshape(x.shape)

    of_image, of_kernel = student.correlation_gradients(image, kernel, upstream)
    assert of_image.shape == image.shape, "the image's gradient should have the image's shape"
    assert of_kernel.shape == kernel.shape, "the kernel's gradient should have the kernel's shape"
    assert torch.allclose(of_kernel, slopes(lambda k: loss(image, k), kernel), atol=1e-6), (
        "the kernel's gradient should say how the loss changes when one weight changes a little"
    )
    assert torch.allclose(of_image, slopes(lambda x: loss(x, kernel), image), atol=1e-6), (
        "the image's gradient should say how the loss changes when one pixel changes a little"
    )


@points(0.5)
@builds_on("convolve2d", "cross_correlate2d")
@hint(
    "The output has (H-kh+1) rows and (W-kw+1) columns. What if upstream has one more, or only one?"
)
@forbid("torch convolution", "automatic differentiation")
def test_correlation_gradients__raises(check, rng):
    """an upstream that has not the shape of the output raises; where it has, all is well"""
    raises = check.correlation_gradients.raises
    raises(ValueError, rng.whole(5, 9), rng.whole(2, 3), rng.whole(5, 9), mentions=(5, 9, 4, 7))
    raises(ValueError, rng.whole(5, 9), rng.whole(2, 3), rng.whole(4, 6), mentions=(6, 7))
    raises(ValueError, rng.whole(5, 9), rng.whole(2, 3), rng.whole(3, 7), mentions=(3, 4))
    raises(ValueError, rng.whole(5, 9), rng.whole(2, 3), rng.whole(1, 1), mentions=(1, 4, 7))
    raises(ValueError, rng.whole(8, 9), rng.whole(2, 6), rng.whole(4, 7), mentions=(4, 7))
    check.correlation_gradients(rng.normal(3, 4), torch.ones(3, 4), torch.full((1, 1), 0.5))


@points(1)
@hint(
    "Multiply your matrix with a flattened picture that is not square: do you get cross_correlate2d?"
)
@forbid("torch convolution")
def test_conv_matrix__shapes_and_number_types(check, rng):
    """pictures and kernels that are not square, the limits, double precision, views"""
    check.conv_matrix(rng.whole(2, 3), 4, 6)
    check.conv_matrix(rng.whole(3, 1), height=5, width=2)
    check.conv_matrix(rng.whole(3, 4), 3, 4)
    check.conv_matrix(rng.whole(1, 1), 2, 3)
    check.conv_matrix(rng.whole(1, 1), 1, 1)
    check.conv_matrix(rng.normal(3, 2, dtype="float64"), 5, 4)
    check.conv_matrix(rng.whole(4, 2).T, 3, 7)


@points(0.5)
@hint("What does cross_correlate2d do with a kernel that is too tall or too wide?")
@forbid("torch convolution")
def test_conv_matrix__too_large(check, rng):
    """a kernel that is too tall or too wide raises, one as large as the picture fits"""
    check.conv_matrix.raises(ValueError, rng.whole(6, 2), 5, 9, mentions=(6, 5))
    check.conv_matrix.raises(ValueError, rng.whole(2, 6), 9, 5, mentions=(6, 5))
    check.conv_matrix.raises(ValueError, rng.whole(2, 6), height=8, width=3, mentions=(6, 3))
    check.conv_matrix(torch.full((4, 3), 0.7), 4, 3)


def uses_fft(module, image, kernel):
    """Whether a transform of torch.fft runs, by whatever name it is reached."""
    from torch.utils._python_dispatch import TorchDispatchMode

    seen = []

    class Watch(TorchDispatchMode):
        @classmethod
        def _should_skip_dynamo(cls):
            return False  # else PyTorch loads its whole compiler for this, which takes a second

        def __torch_dispatch__(self, func, types, args=(), kwargs=None):
            seen.append("fft_" in str(func))  # _fft_r2c, or fft_rfft2 in inference mode
            return func(*args, **(kwargs or {}))

    with Watch():
        module.fft_cross_correlate2d(image, kernel)
    return {"a transform of torch.fft ran": any(seen)}


@points(1)
@extra_credit
@hint(
    "Odd widths, float64, a kernel as large as the picture; and it must really go through torch.fft."
)
@forbid("torch convolution")
def test_fft_cross_correlate2d__shapes_and_raises(check, rng):
    """odd and even sizes, both precisions, what raises, and whether torch.fft is used"""
    check.fft_cross_correlate2d(rng.whole(5, 8), rng.whole(2, 3))
    check.fft_cross_correlate2d(rng.whole(6, 7), rng.whole(4, 2))
    check.fft_cross_correlate2d(rng.whole(4, 5), rng.whole(4, 5))
    check.fft_cross_correlate2d(rng.whole(3, 1), rng.whole(2, 1))
    check.fft_cross_correlate2d(rng.whole(3, 4), torch.ones(1, 1))
    check.fft_cross_correlate2d(
        rng.normal(7, 9, dtype="float64").T, rng.normal(3, 2, dtype="float64")
    )
    check.probe(uses_fft, rng.whole(4, 7), rng.whole(3, 2))
    check.fft_cross_correlate2d.raises(
        ValueError, rng.whole(5, 9), rng.whole(6, 2), mentions=(6, 5)
    )
    check.fft_cross_correlate2d.raises(
        ValueError, rng.whole(9, 5), rng.whole(2, 6), mentions=(6, 5)
    )


def exactly(module, tile, kernel):
    """winograd_1d on ints, and on fractions given as (numerator, denominator)."""
    from fractions import Fraction

    tile = [Fraction(*number) if isinstance(number, tuple) else number for number in tile]
    kernel = tuple(Fraction(*number) if isinstance(number, tuple) else number for number in kernel)
    outputs = module.winograd_1d(tile, kernel)
    return {"a tuple": isinstance(outputs, tuple), "outputs": [float(one) for one in outputs]}


@points(1)
@extra_credit
@hint("Lists, tuples and tensors; ints, floats and fractions; sums of the taps that are odd.")
@forbid("torch convolution")
def test_winograd_1d__kinds_of_numbers(check, rng):
    """ints, floats, fractions and tensors"""
    check.probe(exactly, [3, -1, 4, 2], [2, 7, -3])
    check.probe(exactly, [3, 6, -1, 2], [1, 0, 0])
    check.winograd_1d((0.25, -1.5, 2.0, 3.75), [0.5, 1.25, -0.75])
    check.probe(exactly, [(1, 3), (-2, 7), (5, 2), (3, 1)], [(2, 3), (1, 5), (-4, 9)])
    check.winograd_1d(rng.whole(4), rng.whole(3))
    check.winograd_1d(rng.normal(4, dtype="float64"), rng.normal(3, dtype="float64"))
    check.winograd_1d(rng.whole(8)[::2], rng.whole(6)[::2])


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
    "Count the products in which both sides meet. Halving, adding and subtracting on one side is free."
)
@forbid("torch convolution")
def test_winograd_1d__four_products(check, rng):
    """four products between tile and kernel, no more"""
    tile = [rng.integer(-9, 9) for _ in range(4)]
    kernel = [rng.integer(-9, 9) for _ in range(3)]
    check.probe(count_products, tile, kernel)
    check.probe(count_products, [5, -2, 7, 3], [3, 0, -4])
