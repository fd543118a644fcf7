"""Public tests for 04: shift an image, and see what becomes of the output."""

import torch

from autograder.testing import builds_on, hint, points

# --------------------------------------------------------------------------- 1. shift2d


@points(0.5)
@hint("Draw the little picture on paper. Down and right are positive, up and left negative.")
def test_shift2d__down_right_up_left(check):
    """down and right, up and left"""
    image = torch.tensor([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0]])
    down_right = torch.tensor([[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 2.0], [0.0, 0.0, 5.0, 6.0]])
    up_left = torch.tensor([[6.0, 7.0, 8.0, 0.0], [10.0, 11.0, 12.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
    with check.together():
        check.shift2d(image, 1, 2, expect=down_right)
        check.shift2d(image, -1, -1, expect=up_left)
        check.shift2d(image.double(), -1, -1, expect=up_left.double())


@points(0.5)
@hint("What is left of a picture that is three columns wide, after a shift by three columns?")
def test_shift2d__not_at_all_and_past_the_edge(check):
    """not at all, and past the edge"""
    images = torch.tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[7.0, 8.0, 9.0], [1.0, 2.0, 3.0]]])
    with check.together():
        check.shift2d(images, 0, 0, expect=images.clone())
        check.shift2d(images, 0, 3, expect=torch.zeros(2, 2, 3))
        check.shift2d(images, -7, 1, expect=torch.zeros(2, 2, 3))


# ------------------------------------------------------------------- 2. equivariance_gap


def gaps_of_a_convolution(module, weight, x, dy, dx, margins):
    """The gap of a convolution with zero padding that keeps the size, at several margins."""
    import torch.nn.functional as F

    def convolution(image):
        return F.conv2d(image, weight, padding=weight.shape[-1] // 2)

    return [module.equivariance_gap(convolution, x, dy, dx, margin) for margin in margins]


@points(0.5)
@builds_on("shift2d")
@hint("Follow a picture of ones, 5 x 7, through sums of nine neighbours. Which columns differ?")
def test_equivariance_gap__exact_inside_a_convolution(check):
    """a convolution: spoiled at the border, exact inside"""
    ones = torch.ones(1, 1, 5, 7, dtype=torch.float64)
    nine_neighbours = torch.ones(1, 1, 3, 3, dtype=torch.float64)
    right_by_two = (nine_neighbours, ones, 0, 2, [0, 1, 2])
    check.probe(gaps_of_a_convolution, *right_by_two, expect=[3.0, 3.0, 0.0])
    up_by_one = (nine_neighbours, ones, -1, 0, [0, 1, 2])
    check.probe(gaps_of_a_convolution, *up_by_one, expect=[3.0, 0.0, 0.0])


def gap_of_a_mirror(module, x, dy, dx):
    """A mirror moves the other way."""
    return module.equivariance_gap(lambda image: image.flip(-1), x, dy, dx)


def too_large_a_margin(module, x, margin):
    """What happens where no position is left to compare."""
    try:
        module.equivariance_gap(lambda image: 10 * image, x, 0, 1, margin)
    except ValueError as error:
        named = any(str(size) in str(error) for size in (margin, *x.shape[-2:]))
        return "ValueError that names the margin" if named else "ValueError without the margin"
    return "no ValueError"


@points(0.5)
@builds_on("shift2d")
@hint("A difference of -3 is as large as one of 3. And what if no position is left to look at?")
def test_equivariance_gap__mirror_and_margin(check):
    """a mirror, and a margin that leaves nothing"""
    image = torch.tensor([[[[1.0, 2.0, 3.0, 4.0]]]])
    with check.together():
        check.probe(gap_of_a_mirror, image, 0, 1, expect=3.0)
        check.probe(gap_of_a_mirror, -image, 0, 1, expect=3.0)
    nothing_left = "ValueError that names the margin"
    check.probe(too_large_a_margin, torch.ones(1, 1, 6, 9), 3, expect=nothing_left)


# --------------------------------------------------------------------- 3. is_equivariant


def which_are_equivariant(module, weight, x):
    """Five functions of an image, shifted down by one and right by two."""
    import torch
    import torch.nn.functional as F

    def brighter(image):
        return image + 0.5 * image

    def convolution(image):
        return F.conv2d(image, weight, padding=1)

    def dense(image):
        numbers = image.flatten(1)
        return (numbers.cumsum(1) * numbers[:, :1]).reshape(image.shape)

    def rotation(image):
        return torch.rot90(image, 1, (-2, -1))

    return {
        "brighter": module.is_equivariant(brighter, x, 1, 2),
        "convolution": module.is_equivariant(convolution, x, 1, 2),
        "convolution, away from the border": module.is_equivariant(convolution, x, 1, 2, margin=2),
        "all pixels mixed": module.is_equivariant(dense, x, 1, 2, margin=2),
        "quarter turn": module.is_equivariant(rotation, x, 1, 2, margin=2),
    }


@points(0.5)
@builds_on("shift2d")
@hint("Is your gap right? Then compare it with atol, and hand the margin on.")
def test_is_equivariant__five_functions(check):
    """five functions: which of them move along?"""
    x = (torch.arange(64, dtype=torch.float64) * 7 % 11 - 4).reshape(1, 1, 8, 8)
    weight = torch.tensor([[[[1.0, 2.0, 0.0], [-1.0, 3.0, 1.0], [0.0, -2.0, 1.0]]]]).double()
    answers = {
        "brighter": True,
        "convolution": False,
        "convolution, away from the border": True,
        "all pixels mixed": False,
        "quarter turn": False,
    }
    check.probe(which_are_equivariant, weight, x, expect=answers)


# --------------------------------------------------------------------- 4. spoiled_border


@points(0.5)
@hint("Two things spoil the border: the zeros that the shift brings in, and the padding.")
def test_spoiled_border__grows_with_the_shift(check):
    """grows with the shift, and is never narrower than the kernel's reach"""
    with check.together():
        check.spoiled_border(3, 1, expect=1)
        check.spoiled_border(3, 2, expect=2)
        check.spoiled_border(3, 4, expect=4)
        check.spoiled_border(7, 1, expect=3)
        check.spoiled_border(3, -4, expect=4)
        check.spoiled_border(3, 0, expect=0)
        check.spoiled_border(1, 4, expect=0)


# ---------------------------------------------------------------- 5. global_average_pool


@points(0.5)
@hint("One number for each image and each channel: which two dimensions go away?")
def test_global_average_pool__one_number_per_channel(check):
    """one number per image and channel"""
    features = torch.tensor([[[[1.0, 2.0], [3.0, 6.0]], [[0.0, 0.0], [0.0, 8.0]]]])
    check.global_average_pool(features, expect=torch.tensor([[3.0, 2.0]]))
    ramp = torch.arange(48.0).reshape(2, 3, 2, 4)
    means = torch.tensor([[3.5, 11.5, 19.5], [27.5, 35.5, 43.5]])
    check.global_average_pool(ramp, expect=means)


# ----------------------------------------------------------------------- 6. is_invariant


def which_are_invariant(module, weight, x, dy, dx):
    """A convolution alone, and the same with global pooling after it."""
    import torch.nn.functional as F

    def convolution(image):
        return F.conv2d(image, weight, padding=1)

    def average(image):
        return convolution(image).mean(dim=(-2, -1))

    def largest(image):
        return convolution(image).amax(dim=(-2, -1))

    return {
        "convolution": module.is_invariant(convolution, x, dy, dx),
        "global average": module.is_invariant(average, x, dy, dx),
        "global maximum": module.is_invariant(largest, x, dy, dx),
    }


@points(0.5)
@builds_on("shift2d")
@hint("Compare f(shift(x)) with f(x) itself. Nothing is shifted back, nothing is left out.")
def test_is_invariant__after_global_pooling(check):
    """a convolution, before and after global pooling"""
    x = torch.zeros(1, 1, 9, 9, dtype=torch.float64)
    x[0, 0, 3:5, 3:6] = torch.tensor([[1.0, 5.0, 2.0], [3.0, -1.0, 4.0]])
    weight = torch.tensor([[[[1.0, 2.0, 0.0], [-1.0, 3.0, 1.0], [0.0, -2.0, 1.0]]]]).double()
    inside = {"convolution": False, "global average": True, "global maximum": True}
    check.probe(which_are_invariant, weight, x, 2, -1, expect=inside)
    over_the_edge = {"convolution": False, "global average": False, "global maximum": False}
    check.probe(which_are_invariant, weight, x, 0, 5, expect=over_the_edge)


# ------------------------------------------------------------------- 7. commuting_shifts


def shifts_of_every_second_column(module, x, max_shift):
    """An f that keeps columns 0, 2, 4, …"""
    return module.commuting_shifts(lambda image: image[..., ::2], x, 2, max_shift)


def shifts_of_a_strided_convolution(module, weight, x, stride, max_shift, margin):
    """A convolution that shrinks by its stride."""
    import torch.nn.functional as F

    def convolution(image):
        return F.conv2d(image, weight, stride=stride, padding=1)

    return module.commuting_shifts(convolution, x, stride, max_shift, margin)


@points(0.5)
@builds_on("shift2d")
@hint("Move the input right by d, the output right by d // stride, and compare inside the margin.")
def test_commuting_shifts__stride_of_two(check):
    """a stride of two keeps every second shift"""
    line = torch.tensor([[[[3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0]]]])
    check.probe(shifts_of_every_second_column, line, 5, expect=[2, 4])
    x = (torch.arange(256, dtype=torch.float64) * 7 % 11 - 4).reshape(1, 1, 16, 16)
    weight = torch.tensor([[[[1.0, 2.0, 0.0], [-1.0, 3.0, 1.0], [0.0, -2.0, 1.0]]]]).double()
    strided = (weight, x, 2, 6, 3)
    check.probe(shifts_of_a_strided_convolution, *strided, expect=[2, 4, 6])
    plain = (weight, x, 1, 4, 3)
    check.probe(shifts_of_a_strided_convolution, *plain, expect=[1, 2, 3])
