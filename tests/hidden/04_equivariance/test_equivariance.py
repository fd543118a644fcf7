"""Hidden tests for 04: odd shapes, every direction, and functions that try to fool the measure.

Whole numbers and float64 keep convolutions free of rounding on every device.
"""

import torch

from autograder.testing import builds_on, hint, points


def about(check, question, names, x, *where, weight=None, number=1, **how):
    """Ask a question about functions f; a student reads about which f the answer is wrong."""
    asked = (question, names, x, where, how, weight, number)
    check.facts(ask, *asked, wrong="the answer is wrong where f is this: {}")


def ask(module, question, names, x, where, how, weight, number):
    """What `question` answers about each f that is named; a ValueError is an answer, too.

    `number` is a step, a stride or a level: what the f in question makes of it.
    """
    import torch
    import torch.nn.functional as F

    nan, seen, before = float("nan"), [], x.clone()

    def convolution(image):
        return F.conv2d(image, weight, padding=weight.shape[-1] // 2)

    def slope(image):
        return number * torch.arange(image.shape[-1], device=image.device, dtype=image.dtype)

    def nudged(image, place, by):
        other = image.clone()
        other[place] += by
        return other

    def edges_mirrored(image):
        edges = torch.zeros_like(image)
        edges[..., [0, -1], :] = edges[..., [0, -1]] = 1
        return image.flip(-2, -1) * edges

    def learned(image):
        return image * torch.nn.Parameter(torch.full_like(image[0, 0, 0], 0.3)).cumsum(0)

    def watched(image):
        seen.append((image.flatten() * (1 + image.new_ones(image.numel()).cumsum(0))).sum().item())
        return image + len(seen)

    functions = {
        "the image itself": lambda image: image,
        "a constant": lambda image: torch.ones_like(image),
        "a mirror": lambda image: image.flip(-2),
        "a quarter turn": lambda image: torch.rot90(image, 1, (-2, -1)),
        "the sum of the channels": lambda image: image.sum(1),
        "one channel, a column less": lambda image: image[0, 0, :, 1:],
        "numbers that rise along a row": lambda image: image + slope(image),
        "numbers that fall along a row": lambda image: image - slope(image),
        "learnable numbers": learned,
        "the last image marked": lambda image: nudged(image, (-1, -1, 3, 2), -6),
        "one position a little higher": lambda image: nudged(image, (..., 2, 2), 1e-9),
        "the edges, mirrored": edges_mirrored,
        "one that is watched": watched,
        "a convolution": convolution,
        "a convolution with bias": lambda image: convolution(image) + 2,
        "a small network": lambda image: F.max_pool2d(convolution(image).relu() + 2, 3, 1, 1),
        "a convolution without padding": lambda image: F.conv2d(image, weight),
        "a strided convolution": lambda image: F.conv2d(image, weight, stride=number, padding=1),
        "max pooling, stride 2": lambda image: F.max_pool2d(image, 2),
        "columns at a step": lambda image: image[..., ::number],
        "columns at a step, mirrored": lambda image: image[..., ::number].flip(-1),
        "columns at a step, turned over": lambda image: -image[:, 0, :, ::number],
        "the largest of each step": lambda image: F.max_pool2d(image, (1, number)),
        "sums over squares": lambda image: F.avg_pool2d(image, number, divisor_override=1),
        "one pixel not a number": lambda image: nudged(image, (-1, -1, 3, 4), nan),
        "not a number anywhere": lambda image: image * nan,
        "a global average": lambda image: convolution(image).mean(dim=(-2, -1)),
        "a global maximum": lambda image: convolution(image).amax(dim=(-2, -1)),
        "a global sum, downwards": lambda image: -convolution(image).abs().sum(dim=(-2, -1)),
        "the sum of each row": lambda image: image.sum(-1),
        "the sum of everything": lambda image: image.sum().reshape(1, 1),
        "one pixel of each channel": lambda image: image[:, :, 4, 5],
        "a convolution, plus a large number": lambda image: convolution(image) + 1e9,
        "a corner, above a level": lambda image: number + image[:, :, 0, 0],
        "a corner, turned over": lambda image: -number - image[:, :, 0, 0],
    }

    answers = {}
    for name in names:
        f = functions[name]
        try:
            found = getattr(module, question)(f, x, *where, **how)
            # Flags in place of shifts, as words: by those one tells the idea behind them.
            flags = isinstance(found, list) and any(isinstance(each, bool) for each in found)
            answers[name] = list(map(str, found)) if flags else found
        except ValueError as error:
            margin = [*where[2:], how.get("margin", 0)][0]
            named = any(str(each) in str(error) for each in (margin, *f(x).shape[-2:]))
            answers[name] = f"a ValueError {'with' if named else 'without'} the margin"
    unchanged = {"one that gives its input back": torch.equal(x, before)}
    return answers | unchanged | {"one that is watched, by its images": sorted(seen)}


GAP, EQUIVARIANT, INVARIANT = "equivariance_gap", "is_equivariant", "is_invariant"
SHIFTS, CONVOLUTION = "commuting_shifts", ["a convolution"]


@points(0.5)
@hint("Try all nine combinations of down, up and not at all with right, left and not at all.")
def test_shift2d__every_direction(check, rng):
    """every direction, on images that are not square"""
    for dy, dx in [(2, 1), (1, -3), (-2, 2), (-1, -1), (0, 4), (0, -1), (3, 0), (-1, 0)]:
        check(exact=True).shift2d(rng.whole(2, 3, 4, 6, low=1, high=9), dy, dx)


@points(0.5)
@hint("Shift by exactly the height, by more than twice the width, in one direction or in both.")
def test_shift2d__past_the_edge(check, rng):
    """past the edge, in one direction or both"""
    for dy, dx in [(4, 0), (0, 6), (-4, 1), (1, -6), (5, 7), (-9, 0), (0, 13), (3, -20), (-3, 5)]:
        check(exact=True).shift2d(rng.whole(2, 4, 6, low=1, high=9), dy, dx)


@points(0.5)
@hint("Change the result of a shift by zero: the input must stay as it was. Then try (H, W).")
def test_shift2d__copy_and_any_leading_dimensions(check, rng):
    """a shift by zero is a copy; any number of leading dimensions"""
    for shape in [(1, 2, 3, 4), (3, 5), (1, 1)]:
        check(exact=True).shift2d(rng.whole(*shape, low=1), 0, 0)
    for shape in [(4, 3), (2, 5, 3), (2, 1, 3, 2, 4, 5)]:
        check(exact=True).shift2d(rng.whole(*shape), 1, -1)


@points(0.5)
@hint("Is the result as precise as the input? Does it work on x.transpose(-1, -2)?")
def test_shift2d__precision_and_memory_layout(check, rng):
    """float64, and inputs that are not contiguous"""
    for x in (
        rng.normal(2, 3, 5, dtype="float64"),
        rng.normal(2, 5, 3).transpose(-1, -2),
        rng.normal(4, 2, 3, 5, dtype="float64").permute(1, 0, 3, 2)[:, 1:],
        rng.normal(1, 4, 6).expand(3, 4, 6),
        rng.normal(2, 8, 9)[..., ::2, 1::3],
    ):
        check(exact=True).shift2d(x, -1, 2)
        check(exact=True).shift2d(x, 0, 0)


@points(0.5)
@builds_on("shift2d")
@hint("Several images, several channels, a shift both ways: look at the whole table.")
def test_equivariance_gap__convolution_margin_by_margin(check, rng):
    """a convolution, margin by margin"""
    weight, wider = rng.whole(3, 2, 3, 3, dtype="float64"), rng.whole(1, 2, 5, 5, dtype="float64")
    x = rng.whole(2, 2, 11, 14, dtype="float64")
    for margin in (0, 1, 2, 3, 4, 5):
        for dy, dx in [(1, -3), (-2, 0), (0, 4), (4, 1)]:
            about(check, GAP, CONVOLUTION, x, dy, dx, margin=margin, weight=weight)
        about(check, GAP, CONVOLUTION, x, -1, 1, margin=margin, weight=wider)


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
        for dy, dx in [(0, 3), (-2, -1), (3, 0)]:
            about(check, GAP, functions, rng.whole(2, 3, 8, 9), dy, dx, margin)


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
        "one channel, a column less",
    )
    x, weight = rng.whole(3, 2, 9, 12, dtype="float64"), rng.whole(4, 2, 2, 4, dtype="float64")
    for margin in (0, 1):
        about(check, GAP, functions, x, 1, 2, margin=margin, weight=weight)


@points(0.5)
@builds_on("shift2d")
@hint("With 5 rows a margin of 2 leaves one row, and a margin of 3 none. With 4 rows?")
def test_equivariance_gap__margin_that_leaves_one_or_none(check, rng):
    """a margin that leaves one position, or none"""
    for shape, step, margins in (
        ((2, 2, 11, 5), 1, (2, 3, 8)),
        ((1, 2, 4, 13), 1, (1, 2, 40)),
        ((1, 1, 5, 14), 2, (2, 3)),
        ((1, 1, 1, 1), 1, (0,)),
    ):
        small, x = ["columns at a step, mirrored"], rng.whole(*shape)
        for margin in margins:
            about(check, GAP, small, x, 1, 1, margin=margin, number=step)


@points(0.5)
@builds_on("shift2d")
@hint("Let f print what it gets. Then try an f that gives back its input, and one that gives NaN.")
def test_equivariance_gap__calls_precision_and_not_a_number(check, rng):
    """called once on each, nothing changed, as precise as the input, not a number"""
    plain = ("one that is watched", "the image itself")
    about(check, GAP, plain, rng.whole(2, 1, 5, 6, dtype="float64"), 1, -1, margin=1)
    about(check, GAP, ["one pixel not a number"], rng.whole(1, 2, 7, 8), 0, 1, margin=1)
    fine = rng.normal(2, 6, 5, 3, dtype="float64").permute(0, 3, 1, 2)
    about(check, GAP, ["learnable numbers"], fine, -1, 2)


@points(0.5)
@builds_on("shift2d")
@hint("Try each function of the handout by itself: with a margin of 0, then with a wide one.")
def test_is_equivariant__layers_and_other_functions(check, rng):
    """layers and other functions, with and without a margin"""
    functions = (
        "the image itself",
        "a convolution",
        "a convolution with bias",
        "a small network",
        "max pooling, stride 2",
        "a quarter turn",
        "a mirror",
        "a constant",
        "not a number anywhere",
    )
    x, weight = rng.whole(2, 2, 18, 21, dtype="float64"), rng.whole(3, 2, 3, 3, dtype="float64")
    cases = [(dy, dx, margin, 1e-5) for dy, dx in [(1, -2), (-3, 0)] for margin in (0, 1, 3, 4)]
    for dy, dx, margin, atol in [*cases, (0, 0, 0, 0.0), (2, 1, 3, 1e-9), (1, 0, 0, 1000.0)]:
        about(check, EQUIVARIANT, functions, x, dy, dx, margin=margin, atol=atol, weight=weight)


@points(0.5)
@builds_on("shift2d")
@hint("Exactly atol is still a yes. And does it matter how large the numbers themselves are?")
def test_is_equivariant__tolerance(check, rng):
    """the tolerance: its limit, large numbers, tiny gaps"""
    slopes = ("numbers that rise along a row", "numbers that fall along a row")
    large = 1_000_000 * rng.whole(1, 2, 5, 4, low=1, high=9, dtype="float64")
    for x in (rng.whole(2, 1, 4, 6), large):
        about(check, EQUIVARIANT, slopes, x, 0, 1, number=1 / 4096)
        for how in ({}, {"atol": 0.0}, {"atol": 0.25}, {"atol": 0.5}, {"atol": 0.75}):
            about(check, EQUIVARIANT, slopes, x, 0, 1, number=0.5, **how)
    tiny, ones = ["one position a little higher"], torch.ones(1, 1, 5, 6, dtype=torch.float64)
    for x, atol in ((0 * ones, 1e-10), (0 * ones, 1e-8), (3 * ones, 1e-10)):
        about(check, EQUIVARIANT, tiny, x, 1, 0, 0, atol)


@points(0.5)
@builds_on("shift2d")
@hint("Every comparison with a number that is not a number is False. Which way round do you ask?")
def test_is_equivariant__not_a_number_calls_and_empty_margin(check, rng):
    """not a number, two calls, and a margin that leaves nothing"""
    special = ("one pixel not a number", "one that is watched")
    about(check, EQUIVARIANT, special, rng.whole(2, 2, 8, 9), 1, 0, margin=1)
    columns, x = ["columns at a step"], rng.whole(1, 2, 9, 11)
    for margin in (2, 3, 9):
        about(check, EQUIVARIANT, columns, x, 0, 0, margin=margin, number=2)


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
        for kernel_size, shift in [
            (3, 0),
            (5, 0),
            (9, 0),
            (1, 0),
            (1, 1),
            (1, -1),
            (1, 3),
            (1, -8),
        ]:
            check.spoiled_border(kernel_size, shift)
        check.spoiled_border(3, 1)


@points(0.5)
@hint("Try one image, one channel, one position: the result still has two dimensions.")
def test_global_average_pool__shapes(check, rng):
    """any number of images, channels and positions"""
    for shape in [
        (3, 5, 4, 2),
        (1, 3, 2, 4),
        (4, 1, 8, 2),
        (2, 3, 1, 1),
        (1, 1, 1, 1),
        (2, 4, 1, 8),
    ]:
        check.global_average_pool(rng.whole(*shape))


@points(0.5)
@hint("Is the mean as precise as its input? Does it work after features.permute(0, 3, 1, 2)?")
def test_global_average_pool__precision_and_memory_layout(check, rng):
    """float64, and features that are not contiguous"""
    check.global_average_pool(rng.normal(1, 3, 5, 7, dtype="float64"))
    check.global_average_pool(rng.whole(2, 4, 6, 3).permute(0, 3, 1, 2))
    check.global_average_pool(rng.normal(3, 2, 4, 7, dtype="float64").transpose(0, 1)[..., ::2])
    check.global_average_pool(rng.whole(2, 3, 1, 1).expand(2, 3, 4, 5))


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
        "one pixel of each channel",
        "a convolution, plus a large number",
        "a constant",
    )
    weight = rng.whole(3, 2, 3, 3, dtype="float64")
    x = torch.zeros(2, 2, 10, 12, dtype=torch.float64)
    x[0, :, 3:6, 4:8] = rng.whole(2, 3, 4, low=1, high=9, dtype="float64")
    x[1, :, 4:5, 6:9] = rng.whole(2, 1, 3, low=1, high=9, dtype="float64")
    shifts = [(1, 0), (-2, 3), (0, -2), (-4, 0), (0, 4), (0, 0), (12, 0)]
    for dy, dx, atol in [*((*each, 1e-5) for each in shifts), (1, -1, 1e-9), (0, 3, 1000.0)]:
        about(check, INVARIANT, functions, x, dy, dx, atol=atol, weight=weight)


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
            about(check, INVARIANT, corners, x * scale, 0, 1, number=level, **how)
    others = ("not a number anywhere", "one that is watched", "the sum of everything")
    about(check, INVARIANT, others, rng.whole(2, 2, 5, 4), 1, 0)


@points(0.5)
@builds_on("shift2d")
@hint("The spoiled border is there at every stride: let a large shift meet a small margin.")
def test_commuting_shifts__strided_convolutions(check, rng):
    """strided convolutions: which shifts, and how far"""
    convolution, weight = ["a strided convolution"], rng.whole(3, 2, 3, 3, dtype="float64")
    x = rng.whole(2, 2, 15, 22, dtype="float64")
    for stride, *given in [(3, 9, 2, 1e-9), (2, 9, 3), (4, 3, 1), (1, 5, 3), (2, 5, 0)]:
        about(check, SHIFTS, convolution, x, stride, *given, weight=weight, number=stride)


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
        about(check, SHIFTS, functions, x, stride, largest, atol=0.0, number=stride)


@points(0.5)
@builds_on("shift2d")
@hint("Exactly atol is still a yes, not a number is a no, and the margin counts on all four sides.")
def test_commuting_shifts__tolerance_margin_and_not_a_number(check, rng):
    """the tolerance, the margin, not a number"""
    columns = ("columns at a step", "columns at a step, turned over")
    slope = torch.arange(14.0).expand(1, 1, 5, 14).clone()
    bent = slope.clone()
    bent[..., 0, :] = rng.whole(14)
    bent[..., :, -2:] = 40
    fine = 1 + 1e-9 * rng.normal(1, 2, 3, 12, dtype="float64")
    fine[..., 0] = 0
    for x, largest, margins, tolerances in (
        (slope, 6, (0,), (2.0, 1.0, 0.5)),
        (bent, 7, (0, 1, 2), (0.5, 1.0)),
        (fine, 4, (0,), (1e-12, 1e-6)),
    ):
        for given in [(largest, margin, atol) for margin in margins for atol in tolerances]:
            about(check, SHIFTS, columns, x, 2, *given, number=2)
    plain = ("one pixel not a number", "the image itself")
    about(check, SHIFTS, plain, rng.whole(1, 2, 7, 8), 1, 3, 1)
