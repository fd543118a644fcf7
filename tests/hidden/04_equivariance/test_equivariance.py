"""Hidden tests for 04: odd shapes, every direction, and functions that try to fool the measure.

Whole numbers and float64 keep convolutions free of rounding on every device.
"""

import torch

from autograder.testing import builds_on, hint, points

# ------------------------------------------------------- what is asked about functions f


def about(check, *asked):
    """Ask a question about functions f; a student reads about which f the answer is wrong."""
    check.facts(ask, *asked, wrong="the answer is wrong where f is this: {}")


def ask(module, question, names, x, where, how, weight=None, number=1):
    """What `question` answers about each f that is named; a ValueError is an answer, too.

    `number` is a step, a stride or a level: what the f in question makes of it.
    """
    import torch
    import torch.nn.functional as F

    nan = float("nan")

    def along(image, dim):
        return torch.arange(image.shape[dim], device=image.device, dtype=image.dtype)

    def convolution(image):
        return F.conv2d(image, weight, padding=weight.shape[-1] // 2)

    def nudged(image, place, by):
        other = image.clone()
        other[place] += by
        return other

    def mixed(image):
        numbers = image.flatten(1)
        return (numbers.cumsum(1) * numbers[:, 3:4]).reshape(image.shape)

    def learned(image):
        numbers = torch.nn.Parameter(torch.full_like(along(image, -1), 0.3))
        return image * numbers.cumsum(0)

    def edges_mirrored(image):
        edges = torch.zeros_like(image)
        edges[..., [0, -1], :] = edges[..., [0, -1]] = 1
        return image.flip(-2, -1) * edges

    def module_with_bias(image):
        layer = torch.nn.Conv2d(2, 3, 3, padding=1).to(image)
        layer.weight.data, layer.bias.data = weight, torch.full_like(layer.bias, 2)
        return layer(image)

    functions = {
        "the image itself": lambda image: image,
        "each pixel by itself": lambda image: image * image,
        "a constant": lambda image: torch.ones_like(image),
        "a mirror": lambda image: image.flip(-2),
        "a mirror, plus a large number": lambda image: image.flip(-1) + 1e9,
        "a quarter turn": lambda image: torch.rot90(image, 1, (-2, -1)),
        "rows for columns": lambda image: image.transpose(-1, -2),
        "twice the size": lambda image: F.interpolate(image, scale_factor=2),
        "the sum of the channels": lambda image: image.sum(1),
        "one channel, a column less": lambda image: image[0, 0, :, 1:],
        "numbers that rise along a row": lambda image: image + along(image, -1),
        "numbers that fall along a row": lambda image: image - along(image, -1),
        "halves that rise along a row": lambda image: image + along(image, -1) / 2,
        "halves that fall along a row": lambda image: image - along(image, -1) / 2,
        "numbers that hardly rise": lambda image: image + along(image, -1) / 4096,
        "numbers that rise along a column": lambda image: image + along(image, -2)[:, None],
        "learnable numbers": learned,
        "the last image marked": lambda image: nudged(image, (-1, -1, 3, 2), -6),
        "one position a little higher": lambda image: nudged(image, (..., 2, 2), 1e-9),
        "the edges, mirrored": edges_mirrored,
        "all pixels mixed": mixed,
        "a convolution": convolution,
        "a convolution with bias, a module": module_with_bias,
        "a small network": lambda image: F.max_pool2d(module_with_bias(image).relu(), 3, 1, 1),
        "a convolution without padding": lambda image: F.conv2d(image, weight),
        "a strided convolution": lambda image: F.conv2d(image, weight, stride=number, padding=1),
        "max pooling, stride 1": lambda image: F.max_pool2d(image, 3, stride=1, padding=1),
        "max pooling, stride 2": lambda image: F.max_pool2d(image, 2),
        "average pooling, stride 2": lambda image: F.avg_pool2d(image, 2),
        "every n-th pixel, mirrored": lambda image: image[..., ::number, ::number].flip(-1),
        "columns at a step": lambda image: image[..., ::number],
        "columns at a step, mirrored": lambda image: image[..., ::number].flip(-1),
        "columns of one channel at a step": lambda image: image[:, 0, :, ::number],
        "the same columns, turned over": lambda image: -image[:, 0, :, ::number],
        "the largest of each step": lambda image: F.max_pool2d(image, (1, number)),
        "sums over squares": lambda image: F.avg_pool2d(image, number, divisor_override=1),
        "columns at a step, not a number": lambda image: image[..., ::number] * nan,
        "one pixel not a number": lambda image: nudged(image, (-1, -1, 3, 4), nan),
        "zeros and one NaN": lambda image: nudged(0 * image, (-1, -1, 2, 1), nan),
        "not a number anywhere": lambda image: image * nan,
        "the largest pixel, not a number": lambda image: image.amax((-2, -1)) * nan,
        "a global average": lambda image: convolution(image).mean(dim=(-2, -1)),
        "a global maximum": lambda image: convolution(image).amax(dim=(-2, -1)),
        "a global sum, downwards": lambda image: -convolution(image).abs().sum(dim=(-2, -1)),
        "the sum of each row": lambda image: image.sum(-1),
        "the sum of everything": torch.sum,
        "scores": lambda image: F.relu(convolution(image)).mean(dim=(-2, -1)) @ weight[:, 0, 0],
        "a dense layer": lambda image: image.flatten(1)[:, :40] @ image.new_ones(40, 3).cumsum(0),
        "one pixel of each channel": lambda image: image[:, :, 4, 5],
        "one pixel of one image": lambda image: image[0, 0, 0, 0],
        "a convolution, plus a large number": lambda image: convolution(image) + 1e9,
        "a corner, above a level": lambda image: number + image[:, :, 0, 0],
        "a corner, turned over": lambda image: -number - image[:, :, 0, 0],
    }

    answers, before = {}, x.clone()
    for name in names:
        f = functions[name]
        try:
            answers[name] = getattr(module, question)(f, x, *where, **how)
        except ValueError as error:
            numbers = (how.get("margin"), *f(x).shape[-2:])
            named = any(str(each) in str(error) for each in numbers)
            answers[name] = f"a ValueError {'with' if named else 'without'} the margin"
    return {**answers, "one that gives its input back": torch.equal(x, before)}


def calls(module, question, x, where, margin):
    """How often f is called, on which images, and what is said of an f that counts its calls."""
    seen = []

    def watched(image):
        seen.append((image.flatten() * (1 + image.new_ones(image.numel()).cumsum(0))).sum().item())
        return image

    def another_each_time(image):
        seen.append(0.0)
        return 0 * image + len(seen)

    answer = getattr(module, question)(watched, x, *where, **margin)
    images, called = sorted(seen), len(seen)
    other = getattr(module, question)(another_each_time, x, *where, **margin)
    return {"one that is watched": [images, called, answer, bool(other)]}


GAP, SHIFTS = "equivariance_gap", "commuting_shifts"

# --------------------------------------------------------------------------- 1. shift2d


@points(0.5)
@hint("Try all nine combinations of down, up and not at all with right, left and not at all.")
def test_shift2d__every_direction(check, rng):
    """every direction, on images that are not square"""
    exact = check(exact=True)
    for dy, dx in [(2, 1), (1, -3), (-2, 2), (-1, -1), (0, 4), (0, -1), (3, 0), (-1, 0)]:
        exact.shift2d(rng.whole(2, 3, 4, 6, low=1, high=9), dy, dx)
    exact.shift2d(rng.whole(5, 3, low=1, high=9), 2, -1)


@points(0.5)
@hint("Shift by exactly the height, by more than twice the width, in one direction or in both.")
def test_shift2d__past_the_edge(check, rng):
    """past the edge, in one direction or both"""
    exact = check(exact=True)
    for dy, dx in [(4, 0), (0, 6), (-4, 1), (1, -6), (5, 7), (-9, 0), (0, 13), (3, -20), (-3, 5)]:
        exact.shift2d(rng.whole(2, 4, 6, low=1, high=9), dy, dx)
    exact.shift2d(torch.ones(1, 1), 0, -1)


@points(0.5)
@hint("Change the result of a shift by zero: the input must stay as it was. Then try (H, W).")
def test_shift2d__copy_and_any_leading_dimensions(check, rng):
    """a shift by zero is a copy; any number of leading dimensions"""
    exact = check(exact=True)
    exact.shift2d(rng.whole(1, 2, 3, 4), 0, 0)
    exact.shift2d(rng.whole(3, 5), 0, 0)
    exact.shift2d(torch.full((1, 1), 7.0), 0, 0)
    exact.shift2d(rng.whole(4, 3), 1, -1)
    exact.shift2d(rng.whole(2, 5, 3), -1, 2)
    exact.shift2d(rng.whole(2, 1, 3, 2, 4, 5), 1, 1)


@points(0.5)
@hint("Is the result as precise as the input? Does it work on x.transpose(-1, -2)?")
def test_shift2d__precision_and_memory_layout(check, rng):
    """float64, and inputs that are not contiguous"""
    exact = check(exact=True)
    exact.shift2d(rng.normal(2, 3, 5, dtype="float64"), -1, 2)
    exact.shift2d(rng.normal(3, 5, 4, dtype="float64"), 0, 0)
    exact.shift2d(rng.normal(2, 5, 3).transpose(-1, -2), 1, 1)
    exact.shift2d(rng.normal(4, 2, 3, 5, dtype="float64").permute(1, 0, 3, 2)[:, 1:], 2, -1)
    exact.shift2d(rng.normal(1, 4, 6).expand(3, 4, 6), -1, -2)
    exact.shift2d(rng.normal(2, 8, 9)[..., ::2, 1::3], 1, 0)


# ------------------------------------------------------------------- 2. equivariance_gap


@points(0.5)
@builds_on("shift2d")
@hint("Several images, several channels, a shift both ways: look at the whole table.")
def test_equivariance_gap__convolution_margin_by_margin(check, rng):
    """a convolution, margin by margin"""
    weight = rng.whole(3, 2, 3, 3, dtype="float64")
    x = rng.whole(2, 2, 11, 14, dtype="float64")
    convolution, wider = ["a convolution"], rng.whole(1, 2, 5, 5, dtype="float64")
    for where in [(1, -3), (-2, 0), (0, 4), (4, 1)]:
        for margin in (0, 1, 2, 3, 4, 5):
            about(check, GAP, convolution, x, where, {"margin": margin}, weight)
    for margin in (0, 1, 2, 3):
        about(check, GAP, convolution, x, (-1, 1), {"margin": margin}, wider)


@points(0.5)
@builds_on("shift2d")
@hint("Put one wrong entry into one image, near one border. Does the margin reach it or not?")
def test_equivariance_gap__one_sign_or_one_place(check, rng):
    """differences of one sign, or at one place only"""
    functions = (
        "numbers that fall along a row",
        "numbers that rise along a row",
        "the last image marked",
        "the edges, mirrored",
    )
    for margin in (0, 1, 2, 3):
        about(check, GAP, functions, rng.whole(2, 3, 8, 9), (0, 3, margin), {})
        about(check, GAP, functions, rng.whole(2, 2, 8, 9), (-2, -1, margin), {})
        about(check, GAP, functions, rng.whole(1, 2, 9, 8), (3, 0, margin), {})


@points(0.5)
@builds_on("shift2d")
@hint("Print the shape of f(x). The margin belongs to the output, the last two dimensions of it.")
def test_equivariance_gap__output_of_another_size(check, rng):
    """an output of another size than the input"""
    functions = (
        "a convolution without padding",
        "max pooling, stride 2",
        "the sum of the channels",
        "a quarter turn",
        "rows for columns",
        "twice the size",
        "one channel, a column less",
    )
    weight = rng.whole(4, 2, 2, 4, dtype="float64")
    x = rng.whole(3, 2, 9, 12, dtype="float64")
    about(check, GAP, functions, x, (1, 2), {"margin": 0}, weight)
    about(check, GAP, functions, x, (1, 2), {"margin": 1}, weight)


@points(0.5)
@builds_on("shift2d")
@hint("With 5 rows a margin of 2 leaves one row, and a margin of 3 none. With 4 rows?")
def test_equivariance_gap__margin_that_leaves_one_or_none(check, rng):
    """a margin that leaves one position, or none"""
    small = ["every n-th pixel, mirrored"]
    tall, wide = rng.whole(2, 2, 11, 5), rng.whole(1, 2, 4, 13)
    large, single = rng.whole(1, 1, 10, 14), rng.whole(1, 1, 1, 1)
    for x, step, margins in (
        (tall, 1, (2, 3, 8)),
        (wide, 1, (1, 2, 40)),
        (large, 2, (2, 3)),
        (single, 1, (0,)),
    ):
        for margin in margins:
            about(check, GAP, small, x, (1, 1), {"margin": margin}, None, step)


@points(0.5)
@builds_on("shift2d")
@hint("Let f print what it gets. Then try an f that gives back its input, and one that gives NaN.")
def test_equivariance_gap__calls_precision_and_not_a_number(check, rng):
    """called once on each, nothing changed, as precise as the input, not a number"""
    for shape, where in (((2, 1, 5, 6), (1, -2)), ((1, 3, 4, 7), (0, 0))):
        x = rng.whole(*shape, dtype="float64")
        check.facts(calls, GAP, x, where, {"margin": 1})
        about(check, GAP, ["the image itself"], x, where, {"margin": 1})
    spoiled, learned = ["one pixel not a number"], ["learnable numbers"]
    about(check, GAP, spoiled, rng.whole(1, 2, 7, 8), (0, 1), {"margin": 1})
    fine = rng.normal(2, 3, 6, 5, dtype="float64")
    about(check, GAP, learned, fine, (1, 1), {"margin": 1})
    fine = rng.normal(2, 6, 5, 3).permute(0, 3, 1, 2)
    about(check, GAP, learned, fine, (-1, 2), {})


# --------------------------------------------------------------------- 3. is_equivariant


@points(0.5)
@builds_on("shift2d")
@hint("Try each function of the handout by itself: with a margin of 0, then with a wide one.")
def test_is_equivariant__layers_and_other_functions(check, rng):
    """layers and other functions, with and without a margin"""
    functions = (
        "the image itself",
        "each pixel by itself",
        "a convolution",
        "a convolution with bias, a module",
        "a small network",
        "max pooling, stride 1",
        "average pooling, stride 2",
        "all pixels mixed",
        "a quarter turn",
        "a mirror",
        "numbers that rise along a column",
        "a constant",
        "not a number anywhere",
        "a mirror, plus a large number",
    )
    weight = rng.whole(3, 2, 3, 3, dtype="float64")
    x = rng.whole(2, 2, 18, 21, dtype="float64")
    cases = [(where, margin, 1e-5) for where in [(1, -2), (-3, 0)] for margin in (0, 1, 3, 4)]
    for where, margin, atol in [*cases, ((0, 0), 0, 0.0), ((2, 1), 3, 1e-9), ((1, 0), 0, 1000.0)]:
        how = {"margin": margin, "atol": atol}
        about(check, "is_equivariant", functions, x, where, how, weight)


@points(0.5)
@builds_on("shift2d")
@hint("Exactly atol is still a yes. And does it matter how large the numbers themselves are?")
def test_is_equivariant__tolerance(check, rng):
    """the tolerance: its limit, large numbers, tiny gaps"""
    halves = ("halves that rise along a row", "halves that fall along a row")
    large = 1_000_000 * rng.whole(1, 2, 5, 4, low=1, high=9, dtype="float64")
    for x in (rng.whole(2, 1, 4, 6), large):
        about(check, "is_equivariant", ["numbers that hardly rise"], x, (0, 1), {})
        for how in ({}, {"atol": 0.0}, {"atol": 0.25}, {"atol": 0.5}, {"atol": 0.75}):
            about(check, "is_equivariant", halves, x, (0, 1), how)
    tiny, ones = ["one position a little higher"], torch.ones(1, 1, 5, 6, dtype=torch.float64)
    about(check, "is_equivariant", tiny, 0 * ones, (1, 0, 0, 1e-10), {})
    about(check, "is_equivariant", tiny, 0 * ones, (1, 0, 0, 1e-8), {})
    about(check, "is_equivariant", tiny, 3 * ones[..., :5], (1, 0, 0, 1e-10), {})


@points(0.5)
@builds_on("shift2d")
@hint("Every comparison with a number that is not a number is False. Which way round do you ask?")
def test_is_equivariant__not_a_number_calls_and_empty_margin(check, rng):
    """not a number, two calls, and a margin that leaves nothing"""
    x = rng.whole(2, 2, 8, 9)
    about(check, "is_equivariant", ["one pixel not a number"], x, (1, 0, 1), {})
    check.facts(calls, "is_equivariant", x, (1, 0), {"margin": 1})
    columns, x = ["columns at a step"], rng.whole(1, 2, 9, 11)
    for margin in (2, 3, 9):
        about(check, "is_equivariant", columns, x, (0, 0), {"margin": margin}, None, 2)


# --------------------------------------------------------------------- 4. spoiled_border


@points(0.5)
@hint("Which of the two is wider: the zeros that came in, or the reach of the kernel? Not both.")
def test_spoiled_border__odd_kernels_and_both_signs(check):
    """odd kernels, shifts of both signs"""
    with check.together():
        for kernel_size in (3, 5, 7, 11):
            for shift in (1, -1, 2, -2, 3, -4, 5, -6, 12, -100):
                check.spoiled_border(kernel_size, shift)


@points(0.5)
@hint("Without a shift both sides are the same computation. And a kernel that sees one pixel?")
def test_spoiled_border__nothing_to_spoil(check):
    """no shift, or a kernel that sees one pixel"""
    with check.together():
        for kernel_size in (1, 3, 5, 9):
            check.spoiled_border(kernel_size, 0)
        for shift in (1, -1, 3, -8):
            check.spoiled_border(1, shift)
        check.spoiled_border(3, 1)


# ---------------------------------------------------------------- 5. global_average_pool


@points(0.5)
@hint("Try one image, one channel, one position: the result still has two dimensions.")
def test_global_average_pool__shapes(check, rng):
    """any number of images, channels and positions"""
    for shape in [
        (3, 5, 4, 2),
        (1, 3, 2, 4),
        (4, 1, 8, 2),
        (1, 1, 4, 4),
        (2, 3, 1, 1),
        (1, 1, 1, 1),
    ]:
        check.global_average_pool(rng.whole(*shape))
    check.global_average_pool(rng.whole(2, 4, 1, 8))
    check.global_average_pool(rng.whole(3, 2, 16, 1))


@points(0.5)
@hint("Is the mean as precise as its input? Does it work after features.permute(0, 3, 1, 2)?")
def test_global_average_pool__precision_and_memory_layout(check, rng):
    """float64, and features that are not contiguous"""
    check.global_average_pool(rng.normal(1, 3, 5, 7, dtype="float64"))
    check.global_average_pool(rng.whole(2, 4, 6, 3).permute(0, 3, 1, 2))
    check.global_average_pool(rng.whole(2, 3, 4, 8).transpose(-1, -2))
    check.global_average_pool(rng.normal(3, 2, 4, 7, dtype="float64").transpose(0, 1)[..., ::2])
    check.global_average_pool(rng.whole(2, 3, 1, 1).expand(2, 3, 4, 5))


# ----------------------------------------------------------------------- 6. is_invariant


@points(0.5)
@builds_on("shift2d")
@hint("Every entry of every image counts, also when the differences cancel in the mean.")
def test_is_invariant__before_and_after_pooling(check, rng):
    """functions with and without global pooling, inside and over the edge"""
    functions = (
        "a convolution",
        "a global average",
        "a global maximum",
        "a global sum, downwards",
        "the sum of each row",
        "scores",
        "a dense layer",
        "one pixel of each channel",
        "a constant",
        "the largest pixel, not a number",
        "a convolution, plus a large number",
    )
    weight = rng.whole(3, 2, 3, 3, dtype="float64")
    x = torch.zeros(2, 2, 10, 12, dtype=torch.float64)
    x[0, :, 3:6, 4:8] = rng.whole(2, 3, 4, low=1, high=9, dtype="float64")
    x[1, :, 4:5, 6:9] = rng.whole(2, 1, 3, low=1, high=9, dtype="float64")
    shifts = [(1, 0), (-2, 3), (0, -2), (-4, 0), (0, 4), (0, 0), (12, 0)]
    for where, atol in [*((each, 1e-5) for each in shifts), ((1, -1), 1e-9), ((0, 3), 1000.0)]:
        about(check, "is_invariant", functions, x, where, {"atol": atol}, weight)


@points(0.5)
@builds_on("shift2d")
@hint("Try an f that counts its calls, one that gives NaN, one whose numbers are in the millions.")
def test_is_invariant__tolerance_calls_and_not_a_number(check, rng):
    """the tolerance, two calls, not a number"""
    corners = ("a corner, above a level", "a corner, turned over")
    x = rng.whole(2, 3, 4, 5, dtype="float64")
    x[:, :, 0, 0] = 0
    x[1, 0, 0, 0] = 0.5
    for scale, level, tolerances in (
        (1, 0, (0.0, 0.25, 0.5, 0.75)),
        (1, 1_000_000, (0.0, 0.25, 0.5, 0.75)),
        (2e-7, 0, (0.0, 1e-9, 1e-6)),
    ):
        for how in ({}, *({"atol": atol} for atol in tolerances)):
            about(check, "is_invariant", corners, x * scale, (0, 1), how, None, level)
    x, others = rng.whole(2, 2, 5, 4), ("the sum of everything", "one pixel of one image")
    about(check, "is_invariant", ["zeros and one NaN"], x, (1, 0), {})
    about(check, "is_invariant", others, x, (0, 1), {})
    check.facts(calls, "is_invariant", x, (1, 0), {})
    about(check, "is_invariant", ["the image itself"], x, (0, 0), {})


# ------------------------------------------------------------------- 7. commuting_shifts


@points(0.5)
@builds_on("shift2d")
@hint("The spoiled border is there at every stride: let a large shift meet a small margin.")
def test_commuting_shifts__strided_convolutions(check, rng):
    """strided convolutions: which shifts, and how far"""
    convolution, weight = ["a strided convolution"], rng.whole(3, 2, 3, 3, dtype="float64")
    x = rng.whole(2, 2, 15, 22, dtype="float64")
    for image, stride, *given in (
        (x, 3, 9, 2, 1e-9),
        (x, 2, 9, 3),
        (x, 2, 6, 3),
        (x, 4, 3, 1),
        (x[..., :14, :19], 1, 5, 3),
        (x, 2, 5, 0),
    ):
        about(check, SHIFTS, convolution, image, (stride, *given), {}, weight, stride)


@points(0.5)
@builds_on("shift2d")
@hint("No shift is ruled out, or in, by its number alone: move, look, compare. Count the last one.")
def test_commuting_shifts__images_that_let_more_through(check, rng):
    """images that let other shifts through, shifts past the edge"""
    functions = (
        "columns at a step",
        "columns at a step, mirrored",
        "the largest of each step",
        "sums over squares",
        "columns at a step, not a number",
    )
    groups = torch.tensor([0.0, 4, 4, 4, 7, 7, 7, -2, -2, -2, 5, 5]).expand(1, 2, 3, 12).clone()
    pairs = torch.tensor([0.0, 3, 3, 8, 8, 1, 1, 6]).expand(2, 1, 4, 8).clone()
    lonely = torch.zeros(1, 1, 6, 10)
    lonely[..., 2, 4] = 5
    any_numbers = rng.whole(2, 1, 4, 4, low=1, high=9)
    for x, stride, largest in (
        (groups, 3, 5),
        (pairs, 2, 6),
        (lonely, 2, 7),
        (lonely, 5, 7),
        (any_numbers, 2, 7),
    ):
        about(check, SHIFTS, functions, x, (stride, largest), {"atol": 0.0}, None, stride)


@points(0.5)
@builds_on("shift2d")
@hint("Exactly atol is still a yes, not a number is a no, and the margin counts on all four sides.")
def test_commuting_shifts__tolerance_margin_and_not_a_number(check, rng):
    """the tolerance, the margin, not a number"""
    columns = ("columns of one channel at a step", "the same columns, turned over")
    slope = torch.arange(14.0).expand(1, 1, 5, 14).clone()
    bent = slope.clone()
    bent[..., 0, :] = rng.whole(14)
    bent[..., :, -2:] = 40
    fine = 1 + 1e-9 * rng.normal(1, 2, 3, 12, dtype="float64")
    fine[..., 0] = 0
    for image, largest, margins, tolerances in (
        (slope, 6, (0,), (2.0, 1.0, 0.5)),
        (bent, 7, (0, 1, 2), (0.5, 1.0)),
        (fine, 4, (0,), (1e-12, 1e-6)),
    ):
        for given in [(2, largest, margin, atol) for margin in margins for atol in tolerances]:
            about(check, SHIFTS, columns, image, given, {}, None, 2)
    plain = ("one pixel not a number", "the image itself")
    about(check, SHIFTS, plain, rng.whole(1, 2, 7, 8), (1, 3, 1), {})
