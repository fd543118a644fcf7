"""Hidden tests for 04: odd shapes, every direction, and functions that try to fool the measure.

Whole numbers and float64 keep convolutions free of rounding on every device.
"""

import torch

from autograder.testing import builds_on, hint, points

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


def gaps_of_convolution(module, weight, x, dy, dx, margins):
    """The gap of a convolution with zero padding that keeps the size, at several margins."""
    import torch.nn.functional as F

    def f(image):
        return F.conv2d(image, weight, padding=weight.shape[-1] // 2)

    return [module.equivariance_gap(f, x, dy, dx, margin) for margin in margins]


@points(0.5)
@builds_on("shift2d")
@hint("Several images, several channels, a shift both ways: look at the whole table.")
def test_equivariance_gap__convolution_margin_by_margin(check, rng):
    """a convolution, margin by margin"""
    weight = rng.whole(3, 2, 3, 3, dtype="float64")
    x = rng.whole(2, 2, 11, 14, dtype="float64")
    for dy, dx in [(1, -3), (-2, 0), (0, 4), (4, 1)]:
        check.probe(gaps_of_convolution, weight, x, dy, dx, [0, 1, 2, 3, 4, 5])
    five = rng.whole(1, 2, 5, 5, dtype="float64")
    check.probe(gaps_of_convolution, five, x, -1, 1, [0, 1, 2, 3])


def gaps_of_known_differences(module, x, dy, dx, margin):
    """Functions whose differences stand at one place, or have one sign."""
    import torch

    def falls(image):
        columns = torch.arange(image.shape[-1], device=image.device, dtype=image.dtype)
        return image - columns

    def rises(image):
        columns = torch.arange(image.shape[-1], device=image.device, dtype=image.dtype)
        return image + columns

    def last_one_marked(image):
        mark = torch.zeros_like(image)
        mark[-1, -1, 3, 2] = -6
        return image + mark

    def mirrored_at_the_edges(image):
        edges = torch.zeros_like(image)
        edges[..., [0, -1], :] = edges[..., [0, -1]] = 1
        return image.flip(-2, -1) * edges

    functions = [falls, rises, last_one_marked, mirrored_at_the_edges]
    return [module.equivariance_gap(f, x, dy, dx, margin) for f in functions]


@points(0.5)
@builds_on("shift2d")
@hint("Put one wrong entry into one image, near one border. Does the margin reach it or not?")
def test_equivariance_gap__one_sign_or_one_place(check, rng):
    """differences of one sign, or at one place only"""
    for margin in (0, 1, 2, 3):
        check.probe(gaps_of_known_differences, rng.whole(2, 3, 8, 9), 0, 3, margin)
        check.probe(gaps_of_known_differences, rng.whole(2, 2, 8, 9), -2, -1, margin)
        check.probe(gaps_of_known_differences, rng.whole(1, 2, 9, 8), 3, 0, margin)


def gaps_of_other_sizes(module, x, weight, margin):
    """Functions whose output is smaller than the input, turned, larger, or without channels."""
    import torch
    import torch.nn.functional as F

    functions = [
        lambda image: F.conv2d(image, weight),
        lambda image: F.max_pool2d(image, 2),
        lambda image: image.sum(1),
        lambda image: torch.rot90(image, 1, (-2, -1)),
        lambda image: image.transpose(-1, -2),
        lambda image: F.interpolate(image, scale_factor=2),
        lambda image: image[0, 0, :, 1:],
    ]
    return [module.equivariance_gap(f, x, 1, 2, margin) for f in functions]


@points(0.5)
@builds_on("shift2d")
@hint("Print the shape of f(x). The margin belongs to the output, the last two dimensions of it.")
def test_equivariance_gap__output_of_another_size(check, rng):
    """an output of another size than the input"""
    weight = rng.whole(4, 2, 2, 4, dtype="float64")
    x = rng.whole(3, 2, 9, 12, dtype="float64")
    for margin in (0, 1):
        check.probe(gaps_of_other_sizes, x, weight, margin)


def gap_or_error(module, x, step, margin):
    """The gap of an f that keeps every `step`-th row and column, or what was raised."""

    def f(image):
        return image[..., ::step, ::step].flip(-1)

    try:
        return module.equivariance_gap(f, x, 1, 1, margin)
    except ValueError as error:
        named = any(str(number) in str(error) for number in (margin, *f(x).shape[-2:]))
        return "ValueError that names the margin" if named else "ValueError without the margin"


@points(0.5)
@builds_on("shift2d")
@hint("With 5 rows a margin of 2 leaves one row, and a margin of 3 none. With 4 rows?")
def test_equivariance_gap__margin_that_leaves_one_or_none(check, rng):
    """a margin that leaves one position, or none"""
    tall, wide = rng.whole(2, 2, 11, 5), rng.whole(1, 2, 4, 13)
    for margin in (2, 3, 8):
        check.probe(gap_or_error, tall, 1, margin)
    for margin in (1, 2, 40):
        check.probe(gap_or_error, wide, 1, margin)
    check.probe(gap_or_error, rng.whole(1, 1, 10, 14), 2, 2)
    check.probe(gap_or_error, rng.whole(1, 1, 10, 14), 2, 3)
    check.probe(gap_or_error, rng.whole(1, 1, 1, 1), 1, 0)


def what_f_sees(module, x, dy, dx):
    """How often f is called and on what; and whether x survives an f that gives x back."""
    import torch

    before, seen = x.clone(), []

    def f(image):
        numbers = image.detach().flatten()
        places = torch.arange(1, len(numbers) + 1, device=image.device, dtype=image.dtype)
        seen.append((numbers * places).sum().item())
        return image

    gap = module.equivariance_gap(f, x, dy, dx, 1)
    return {"calls": len(seen), "images": sorted(seen), "x": torch.equal(x, before), "gap": gap}


def gap_that_is_no_number(module, x):
    """Whether one NaN among the compared positions makes the gap a NaN."""

    def f(image):
        spoiled = image.clone()
        spoiled[0, 0, 3, 4] = float("nan")
        return spoiled

    gap = module.equivariance_gap(f, x, 0, 1, 1)
    return type(gap).__name__, gap != gap


def gap_of_squares(module, x, dy, dx, margin):
    """An f with learnable numbers, as a network has them, on an x of any precision."""
    import torch

    learned = torch.nn.Parameter(torch.full((x.shape[-1],), 0.3, dtype=x.dtype, device=x.device))
    return module.equivariance_gap(lambda image: image * learned.cumsum(0), x, dy, dx, margin)


@points(0.5)
@builds_on("shift2d")
@hint("Let f print what it gets. Then try an f that gives back its input, and one that gives NaN.")
def test_equivariance_gap__calls_precision_and_not_a_number(check, rng):
    """called once on each, nothing changed, as precise as the input, not a number"""
    check.probe(what_f_sees, rng.whole(2, 1, 5, 6, dtype="float64"), 1, -2)
    check.probe(what_f_sees, rng.whole(1, 3, 4, 7, dtype="float64"), 0, 0)
    check.probe(gap_that_is_no_number, rng.whole(1, 2, 7, 8))
    check.probe(gap_of_squares, rng.normal(2, 3, 6, 5, dtype="float64"), 1, 1, 1)
    check.probe(gap_of_squares, rng.normal(2, 6, 5, 3).permute(0, 3, 1, 2), -1, 2, 0)


# --------------------------------------------------------------------- 3. is_equivariant


def answers_for_many(module, weight, x, dy, dx, margin, atol):
    """Layers and other functions: which of them move along?"""
    import torch
    import torch.nn.functional as F

    layer = torch.nn.Conv2d(2, 3, 3, padding=1).to(x.device, x.dtype)
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.fill_(2)

    def dense(image):
        numbers = image.flatten(1)
        return (numbers.cumsum(1) * numbers[:, 3:4]).reshape(image.shape)

    def knows_its_place(image):
        return image + torch.arange(image.shape[-2], device=image.device)[:, None]

    functions = {
        "identity": lambda image: image,
        "pixel by pixel": lambda image: image * image,
        "convolution": lambda image: F.conv2d(image, weight, padding=1),
        "convolution with bias, a module": layer,
        "a small network": lambda image: F.max_pool2d(layer(image).relu(), 3, 1, 1),
        "max pooling, stride 1": lambda image: F.max_pool2d(image, 3, stride=1, padding=1),
        "average pooling, stride 2": lambda image: F.avg_pool2d(image, 2),
        "dense": dense,
        "quarter turn": lambda image: torch.rot90(image, 1, (-2, -1)),
        "mirror": lambda image: image.flip(-2),
        "knows its place": knows_its_place,
        "constant": lambda image: torch.ones_like(image),
        "not a number": lambda image: image * float("nan"),
        "large numbers": lambda image: image.flip(-1) + 1e9,
    }
    return {
        name: module.is_equivariant(f, x, dy, dx, margin=margin, atol=atol)
        for name, f in functions.items()
    }


@points(0.5)
@builds_on("shift2d")
@hint("Try each function of the handout by itself: with a margin of 0, then with a wide one.")
def test_is_equivariant__layers_and_other_functions(check, rng):
    """layers and other functions, with and without a margin"""
    weight = rng.whole(3, 2, 3, 3, dtype="float64")
    x = rng.whole(2, 2, 18, 21, dtype="float64")
    for dy, dx in [(1, -2), (-3, 0)]:
        for margin in (0, 1, 3, 4):
            check.probe(answers_for_many, weight, x, dy, dx, margin, 1e-5)
    check.probe(answers_for_many, weight, x, 0, 0, 0, 0.0)
    check.probe(answers_for_many, weight, x, 2, 1, 3, 1e-9)
    check.probe(answers_for_many, weight, x, 1, 0, 0, 1000.0)


def answers_at_tolerances(module, x, tolerances):
    """Functions with a gap of exactly one half, of either sign."""
    import torch

    def rises(image):
        return image + torch.arange(image.shape[-1], device=image.device) / 2

    def falls(image):
        return image - torch.arange(image.shape[-1], device=image.device) / 2

    def hardly_rises(image):
        return image + torch.arange(image.shape[-1], device=image.device) / 4096

    answers = [module.is_equivariant(f, x, 0, 1) for f in (rises, falls, hardly_rises)]
    for atol in tolerances:
        answers += [module.is_equivariant(f, x, 0, 1, atol=atol) for f in (rises, falls)]
    return answers


def answer_close_to_zero(module, x, atol):
    """A gap of about 1e-9, which only float64 can tell from nothing."""

    def f(image):
        nudged = image.clone()
        nudged[..., 2, 2] += 1e-9
        return nudged

    return module.is_equivariant(f, x, 1, 0, 0, atol)


@points(0.5)
@builds_on("shift2d")
@hint("Exactly atol is still a yes. And does it matter how large the numbers themselves are?")
def test_is_equivariant__tolerance(check, rng):
    """the tolerance: its limit, large numbers, tiny gaps"""
    tolerances = [0.0, 0.25, 0.5, 0.75]
    check.probe(answers_at_tolerances, rng.whole(2, 1, 4, 6), tolerances)
    large = 1_000_000 * rng.whole(1, 2, 5, 4, low=1, high=9, dtype="float64")
    check.probe(answers_at_tolerances, large, tolerances)
    ones = torch.ones(1, 1, 5, 6, dtype=torch.float64)
    check.probe(answer_close_to_zero, 0 * ones, 1e-10)
    check.probe(answer_close_to_zero, 0 * ones, 1e-8)
    check.probe(answer_close_to_zero, 3 * ones[..., :5], 1e-10)


def answers_to_odd_functions(module, x, margin):
    """NaN, a function that counts its calls, one that never says the same twice."""
    calls = []

    def not_a_number(image):
        spoiled = image.clone()
        spoiled[-1, -1, 3, 4] = float("nan")
        return spoiled

    def counted(image):
        calls.append(1)
        return image

    def another_each_time(image):
        calls.append(1)
        return image + len(calls)

    answers = [module.is_equivariant(f, x, 1, 0, margin) for f in (not_a_number, counted)]
    answers += [len(calls), module.is_equivariant(another_each_time, x, 1, 0, margin), len(calls)]
    return answers


def answer_or_error(module, x, margin):
    """The answer about an f that keeps every second column, or what was raised."""

    def f(image):
        return image[..., ::2]

    try:
        return module.is_equivariant(f, x, 0, 0, margin)
    except ValueError as error:
        named = any(str(number) in str(error) for number in (margin, *f(x).shape[-2:]))
        return "ValueError that names the margin" if named else "ValueError without the margin"


@points(0.5)
@builds_on("shift2d")
@hint("Every comparison with a number that is not a number is False. Which way round do you ask?")
def test_is_equivariant__not_a_number_calls_and_empty_margin(check, rng):
    """not a number, two calls, and a margin that leaves nothing"""
    check.probe(answers_to_odd_functions, rng.whole(2, 2, 8, 9), 1)
    for margin in (2, 3, 9):
        check.probe(answer_or_error, rng.whole(1, 2, 9, 11), margin)


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


def answers_before_and_after_pooling(module, weight, x, dy, dx, atol):
    """Convolutions and other functions, with and without pooling over all positions."""
    import torch
    import torch.nn.functional as F

    def convolution(image):
        return F.conv2d(image, weight, padding=1)

    def scores(image):
        return F.relu(convolution(image)).mean(dim=(-2, -1)) @ weight[:, 0, 0]

    functions = {
        "convolution": convolution,
        "global average": lambda image: convolution(image).mean(dim=(-2, -1)),
        "global maximum": lambda image: convolution(image).amax(dim=(-2, -1)),
        "global sum, downwards": lambda image: -convolution(image).abs().sum(dim=(-2, -1)),
        "sum of each row": lambda image: image.sum(-1),
        "scores": scores,
        "dense": lambda image: image.flatten(1)[:, :40] @ image.new_ones(40, 3).cumsum(0),
        "one pixel": lambda image: image[:, :, 4, 5],
        "constant": lambda image: torch.ones_like(image),
        "not a number": lambda image: image.amax(dim=(-2, -1)) * float("nan"),
        "large numbers": lambda image: convolution(image) + 1e9,
    }
    return {name: module.is_invariant(f, x, dy, dx, atol=atol) for name, f in functions.items()}


@points(0.5)
@builds_on("shift2d")
@hint("Every entry of every image counts, also when the differences cancel in the mean.")
def test_is_invariant__before_and_after_pooling(check, rng):
    """functions with and without global pooling, inside and over the edge"""
    weight = rng.whole(3, 2, 3, 3, dtype="float64")
    x = torch.zeros(2, 2, 10, 12, dtype=torch.float64)
    x[0, :, 3:6, 4:8] = rng.whole(2, 3, 4, low=1, high=9, dtype="float64")
    x[1, :, 4:5, 6:9] = rng.whole(2, 1, 3, low=1, high=9, dtype="float64")
    for dy, dx in [(1, 0), (-2, 3), (0, -2), (-4, 0), (0, 4), (0, 0), (12, 0)]:
        check.probe(answers_before_and_after_pooling, weight, x, dy, dx, 1e-5)
    check.probe(answers_before_and_after_pooling, weight, x, 1, -1, 1e-9)
    check.probe(answers_before_and_after_pooling, weight, x, 0, 3, 1000.0)


def answers_at_pool_tolerances(module, x, level, tolerances):
    """The upper left pixel: the shift takes one half away from a single entry of f(x)."""

    def falls(image):
        return level + image[:, :, 0, 0]

    def rises(image):
        return -level - image[:, :, 0, 0]

    answers = [module.is_invariant(f, x, 0, 1) for f in (falls, rises)]
    for atol in tolerances:
        answers += [module.is_invariant(f, x, 0, 1, atol) for f in (falls, rises)]
    return answers


def answers_about_odd_functions(module, x):
    """NaN, a function that counts its calls, one that never says the same twice, outputs that are
    no pictures."""
    import torch

    calls, before = [], x.clone()

    def not_a_number(image):
        spoiled = 0 * image
        spoiled[-1, -1, 2, 1] = float("nan")
        return spoiled

    def counted(image):
        calls.append(1)
        return image

    def another_each_time(image):
        calls.append(1)
        return 0 * image + len(calls)

    answers = [module.is_invariant(f, x, 1, 0) for f in (not_a_number, counted)]
    answers += [
        module.is_invariant(f, x, 0, 1) for f in (torch.sum, lambda image: image[0, 0, 0, 0])
    ]
    answers += [len(calls), module.is_invariant(another_each_time, x, 1, 0), len(calls)]
    answers += [module.is_invariant(counted, x, 0, 0), torch.equal(x, before)]
    return answers


@points(0.5)
@builds_on("shift2d")
@hint("Try an f that counts its calls, one that gives NaN, one whose numbers are in the millions.")
def test_is_invariant__tolerance_calls_and_not_a_number(check, rng):
    """the tolerance, two calls, not a number"""
    x = rng.whole(2, 3, 4, 5, dtype="float64")
    x[:, :, 0, 0] = 0
    x[1, 0, 0, 0] = 0.5
    for level in (0, 1_000_000):
        check.probe(answers_at_pool_tolerances, x, level, [0.0, 0.25, 0.5, 0.75])
    check.probe(answers_at_pool_tolerances, x * 2e-7, 0, [0.0, 1e-9, 1e-6])
    check.probe(answers_about_odd_functions, rng.whole(2, 2, 5, 4))


# ------------------------------------------------------------------- 7. commuting_shifts


def shifts_of_convolution(module, weight, x, stride, max_shift, margin, atol=1e-5):
    """A convolution with padding that shrinks by its stride."""
    import torch.nn.functional as F

    def f(image):
        return F.conv2d(image, weight, stride=stride, padding=1)

    return module.commuting_shifts(f, x, stride, max_shift, margin, atol)


@points(0.5)
@builds_on("shift2d")
@hint("The spoiled border is there at every stride: let a large shift meet a small margin.")
def test_commuting_shifts__strided_convolutions(check, rng):
    """strided convolutions: which shifts, and how far"""
    weight = rng.whole(3, 2, 3, 3, dtype="float64")
    x = rng.whole(2, 2, 15, 22, dtype="float64")
    check.probe(shifts_of_convolution, weight, x, 3, 9, 2, 1e-9)
    check.probe(shifts_of_convolution, weight, x, 2, 9, 3)
    check.probe(shifts_of_convolution, weight, x, 2, 6, 3)
    check.probe(shifts_of_convolution, weight, x, 4, 3, 1)
    check.probe(shifts_of_convolution, weight, x[..., :14, :19], 1, 5, 3)
    check.probe(shifts_of_convolution, weight, x, 2, 5, 0)


def shifts_of_sampling_and_pooling(module, x, stride, max_shift):
    """Every `stride`-th column, the same mirrored, the largest and the sum of each window."""
    import torch.nn.functional as F

    functions = [
        lambda image: image[..., ::stride],
        lambda image: image[..., ::stride].flip(-1),
        lambda image: F.max_pool2d(image, (1, stride)),
        lambda image: F.avg_pool2d(image, stride, divisor_override=1),
        lambda image: image[..., ::stride] * float("nan"),
    ]
    return [module.commuting_shifts(f, x, stride, max_shift, atol=0.0) for f in functions]


@points(0.5)
@builds_on("shift2d")
@hint("No shift is ruled out, or in, by its number alone: move, look, compare. Count the last one.")
def test_commuting_shifts__images_that_let_more_through(check, rng):
    """images that let other shifts through, shifts past the edge"""
    groups = torch.tensor([0.0, 4, 4, 4, 7, 7, 7, -2, -2, -2, 5, 5]).expand(1, 2, 3, 12).clone()
    check.probe(shifts_of_sampling_and_pooling, groups, 3, 5)
    pairs = torch.tensor([0.0, 3, 3, 8, 8, 1, 1, 6]).expand(2, 1, 4, 8).clone()
    check.probe(shifts_of_sampling_and_pooling, pairs, 2, 6)
    lonely = torch.zeros(1, 1, 6, 10)
    lonely[..., 2, 4] = 5
    check.probe(shifts_of_sampling_and_pooling, lonely, 2, 7)
    check.probe(shifts_of_sampling_and_pooling, lonely, 5, 7)
    check.probe(shifts_of_sampling_and_pooling, rng.whole(2, 1, 4, 4, low=1, high=9), 2, 7)


def shifts_at_a_tolerance(module, x, max_shift, margin, tolerances):
    """Every second column of a slope, rising and falling."""
    answers = []
    for slope in (x, -x):
        for atol in tolerances:
            f = lambda image: image[:, 0, :, ::2]  # noqa: E731
            answers.append(module.commuting_shifts(f, slope, 2, max_shift, margin, atol))
    return answers


def shifts_of_not_a_number(module, x):
    """A NaN among the compared positions; and whether x survives an f that gives x back."""
    import torch

    before = x.clone()

    def f(image):
        spoiled = image.clone()
        spoiled[0, 0, 3, 4] = float("nan")
        return spoiled

    kept = module.commuting_shifts(lambda image: image, x, 1, 3, 1)
    return module.commuting_shifts(f, x, 1, 3, 1), kept, torch.equal(x, before)


@points(0.5)
@builds_on("shift2d")
@hint("Exactly atol is still a yes, not a number is a no, and the margin counts on all four sides.")
def test_commuting_shifts__tolerance_margin_and_not_a_number(check, rng):
    """the tolerance, the margin, not a number"""
    slope = torch.arange(14.0).expand(1, 1, 5, 14).clone()
    check.probe(shifts_at_a_tolerance, slope, 6, 0, [0.5, 1.0, 2.0])
    slope[..., 0, :] = rng.whole(14)
    slope[..., :, -2:] = 40
    for margin in (0, 1, 2):
        check.probe(shifts_at_a_tolerance, slope, 7, margin, [0.5, 1.0])
    fine = 1 + 1e-9 * rng.normal(1, 2, 3, 12, dtype="float64")
    fine[..., 0] = 0
    check.probe(shifts_at_a_tolerance, fine, 4, 0, [1e-12, 1e-6])
    check.probe(shifts_of_not_a_number, rng.whole(1, 2, 7, 8))
