"""Public tests for 05: build it, train it, shift it, look inside."""

import math

import experiment
import torch

from autograder.testing import hint, limit, needs, points


def default_size(module, x):
    """The parameters of the default network."""
    import torch
    from layers import sized

    model = sized(module.build_mlp(), torch.zeros(1, 3, 32, 32))
    return sum(p.numel() for p in model.parameters())


def default_shape(module, x):
    """The shape of what the default network gives."""
    return list(module.build_mlp().to(x.device)(x).shape)


def dense_network(module, x):
    """A small one, filled with ones."""
    import torch
    from layers import sized

    small = sized(module.build_mlp((1, 2, 3), hidden=4, num_classes=3).to(x), x)
    with torch.no_grad():
        for p in small.parameters():
            p.fill_(1.0)
        scores = small(x)
    return scores


@points(1)
@hint(
    "3*32*32 = 3,072 inputs to 512 hidden units to 10 classes, with biases. With all weights and"
    " biases 1, a picture whose pixels sum to 5 gives 4 hidden units of 6, so scores of 25."
)
def test_build_mlp__default_size_and_a_small_one(check):
    """1,578,506 parameters at the defaults, and a network small enough to reckon"""
    x = torch.tensor([[[[1.0, 0, 2], [0, 1, 1]]], [[[-1.0, -2, 0], [0, 0, 0]]]])
    check.probe(default_size, torch.zeros(1), expect=1_578_506)
    check.probe(default_shape, torch.zeros(2, 3, 32, 32), expect=[2, 10])
    check.probe(dense_network, x, expect=torch.tensor([[25.0, 25, 25], [1, 1, 1]]))


def convolutional_network(module, x):
    """What one network gives, and whether it is within the rules."""
    import torch
    from torch import nn

    def parameters(in_channels):
        model = module.build_cnn(in_channels, 10).to(x.device).eval()
        model(torch.zeros(1, in_channels, 32, 32, device=x.device))
        return sum(p.numel() for p in model.parameters() if p.requires_grad)

    model = module.build_cnn(in_channels=3, num_classes=10).to(x.device).eval()
    with torch.no_grad():
        square, wide = model(x), model(x[:1, :, :16, :])
    return {
        "shape for 4 pictures of 32×32": list(square.shape),
        "shape for 1 picture of 16×32": list(wide.shape),
        "convolutions registered, at least 2": sum(
            isinstance(part, nn.Conv2d) for part in model.modules()
        )
        >= 2,
        "at most 25,000 parameters for 3 channels": parameters(3) <= 25_000,
        "at most 25,000 parameters for 1 channel": parameters(1) <= 25_000,
    }


@points(1)
@hint(
    "Print the shape after every layer, for a 32×32 picture and for a 16×32 one. What follows the"
    " last convolution has to work for both."
)
def test_build_cnn__shapes_and_limits(check, rng):
    """two convolutions, 25,000 parameters at most, two sizes of pictures"""
    expected = {
        "shape for 4 pictures of 32×32": [4, 10],
        "shape for 1 picture of 16×32": [1, 10],
        "convolutions registered, at least 2": True,
        "at most 25,000 parameters for 3 channels": True,
        "at most 25,000 parameters for 1 channel": True,
    }
    check.probe(convolutional_network, rng.normal(4, 3, 32, 32), expect=expected)


def counted(module, x):
    """Three small models. `x` tells the device."""
    from torch import nn

    twice = nn.Linear(4, 4)
    half_frozen = nn.Linear(4, 3)
    half_frozen.bias.requires_grad_(False)
    return {
        "16 kernels of 3×3 on 3 channels": module.count_params(nn.Conv2d(3, 16, 3).to(x.device)),
        "one layer used twice": module.count_params(
            nn.Sequential(twice, nn.ReLU(), twice).to(x.device)
        ),
        "a dense layer with its bias frozen": module.count_params(half_frozen.to(x.device)),
    }


@points(1)
@hint("16 kernels have 3*3*3 weights and a bias each. A layer that is used twice exists once.")
def test_count_params__conv_shared_and_frozen(check):
    """a convolution, a layer used twice, a frozen bias"""
    expected = {
        "16 kernels of 3×3 on 3 channels": 448,
        "one layer used twice": 20,
        "a dense layer with its bias frozen": 12,
    }
    check.probe(counted, torch.zeros(1), expect=expected)


def two_steps(module, x, y):
    """Two batches of one example each; a layer without bias that starts with zeros."""
    import torch
    from torch import nn

    model = nn.Linear(2, 2, bias=False).to(x)
    nn.init.zeros_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    batches = [(x[:1], y[:1]), (x[1:], y[1:])]
    loss = module.train_epoch(model, batches, optimizer)
    return {"loss": loss, "weight": model.weight.detach(), "training": model.training}


@points(1)
@hint(
    "The first step is in the docstring of train_epoch. The second example then has the scores"
    " 1/2 and -1/2. Which gradient is left from the first step?"
)
def test_train_epoch__two_steps_by_hand(check):
    """two batches of one example, which can be reckoned by hand"""
    x, y = torch.tensor([[1.0, 3.0], [1.0, 0.0]], dtype=torch.float64), torch.tensor([0, 1])
    p = 1 / (1 + math.exp(-1))  # the second example's chance of class 0, before its step
    loss = (math.log(2) - math.log(1 - p)) / 2
    weight = torch.tensor([[0.5 - p, 1.5], [p - 0.5, -1.5]], dtype=torch.float64)
    due = {"loss": loss, "weight": weight, "training": True}
    check(atol=1e-5).probe(two_steps, x, y, expect=due)


def share_right(module, scores, labels):
    """Accuracy of a model whose scores are its inputs, once in each mode."""
    import torch
    from torch import nn

    torch.manual_seed(0)
    model = nn.Sequential(nn.Identity(), nn.Dropout(0.9))
    share = module.accuracy(model, [(scores[:4], labels[:4]), (scores[4:], labels[4:])])
    after_training = model.training
    model.eval()
    module.accuracy(model, [(scores, labels)])
    torch.set_grad_enabled(True)
    return {"share": share, "training": after_training, "still in evaluation": not model.training}


@points(1)
@hint(
    "Which column is the largest in each row? Four of these five examples are right. Dropout"
    " changes scores in training mode only."
)
def test_accuracy__five_examples(check):
    """five examples in two batches, four of them right"""
    scores = torch.tensor([[9.0, 1, 2], [0, 3, 1], [2, 1, 8], [5, 7, 6], [-1, -3, -2]])
    labels = torch.tensor([0, 1, 2, 0, 0])
    expected = {"share": 0.8, "training": True, "still in evaluation": True}
    check.probe(share_right, scores, labels, expect=expected)


def separable(module, x):
    """The block for 8 channels in and 16 out."""
    from torch import nn

    block = module.depthwise_separable(8, 16, stride=2).to(x).eval()
    out = block(x)
    return {
        "shape": list(out.shape),
        "parameters": sum(p.numel() for p in block.parameters()),
        "batch norms": sum(isinstance(part, nn.BatchNorm2d) for part in block.modules()),
        "never negative": bool((out >= 0).all()),
    }


@points(1)
@hint(
    "8 kernels of 3×3 are 72 weights, 16 kernels of 1×1 on 8 channels are 128, and each batch norm"
    " has two numbers for each of its channels."
)
def test_depthwise_separable__eight_to_sixteen(check, rng):
    """8 channels to 16 with stride 2: shape and 248 parameters"""
    expected = {
        "shape": [2, 16, 5, 6],
        "parameters": 72 + 16 + 128 + 32,
        "batch norms": 2,
        "never negative": True,
    }
    check.probe(separable, rng.normal(2, 8, 9, 12), expect=expected)


def maps_of_edges(module, x):
    """Maps of a Sobel layer that an in-place ReLU follows."""
    import torch
    from torch import nn

    model = nn.Sequential(nn.Conv2d(1, 1, 3, bias=False), nn.ReLU(inplace=True)).to(x).eval()
    with torch.no_grad():
        sobel = [[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]
        model[0].weight.copy_(torch.tensor(sobel)[None, None])
    maps = module.feature_maps(model, model[0], x)
    return {"maps": maps, "detached": not maps.requires_grad, "hooks": len(model[0]._forward_hooks)}


@points(1)
@hint(
    "A white square gives positive numbers at its left edge and negative ones at its right. If"
    " the negative ones are gone, the ReLU after the layer has worked on what you captured."
)
def test_feature_maps__edges_of_a_square(check):
    """a white square under a Sobel kernel, before the ReLU"""
    x = torch.zeros(1, 1, 5, 5)
    x[..., 1:4, 1:4] = 1
    maps = torch.tensor([[[[3.0, 0, -3], [4, 0, -4], [3, 0, -3]]]])
    check.probe(maps_of_edges, x, expect={"maps": maps, "detached": True, "hooks": 0})


def dense_saliency(module, x, weight):
    """The map of a single dense layer: its weights, by hand."""
    import torch
    from torch import nn

    model = nn.Sequential(nn.Flatten(), nn.Linear(weight.shape[1], weight.shape[0])).to(x).eval()
    with torch.no_grad():
        model[1].weight.copy_(weight)
    result = module.saliency(model, x, 1)
    return {"map": result, "gradients left": model[1].weight.grad is not None}


@points(1)
@hint(
    "The gradient of a dense layer's score is the row of its weights: (1, -2, 3, -4) for the"
    " first channel, (5, 0, -7, 0) for the second. Which of the two is farther from zero?"
)
def test_saliency__of_a_dense_layer(check, rng):
    """a single dense layer, whose gradient is its weights"""
    weight = torch.tensor([[9.0] * 8, [1, -2, 3, -4, 5, 0, -7, 0], [-9] * 8])
    expected = {"map": torch.tensor([[5.0, 2], [7, 4]]), "gradients left": False}
    check.probe(dense_saliency, rng.whole(2, 2, 2), weight, expect=expected)


def two_map_cam(module, x):
    """Two maps, the picture and its negative, with two weights for the class."""
    import torch
    from torch import nn

    conv = nn.Conv2d(1, 2, 1, bias=False)
    model = nn.Sequential(conv, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2, 2)).to(x).eval()
    with torch.no_grad():
        conv.weight.copy_(torch.tensor([1.0, -1.0]).view(2, 1, 1, 1))
        model[3].weight.copy_(torch.tensor([[1.0, 1.0], [3.0, 1.0]]))
    result = module.grad_cam(model, conv, x, 1)
    return {
        "map": result,
        "gradients left": any(p.grad is not None for p in model.parameters()),
        "hooks": len(conv._forward_hooks) + len(conv._backward_hooks),
    }


@points(1)
@hint(
    "The weights of the two maps are 3/6 and 1/6 here, so the sum is the picture times 1/3. What"
    " is negative becomes zero, and the largest becomes one."
)
def test_grad_cam__two_maps(check):
    """a picture and its negative as maps, which can be reckoned by hand"""
    x = torch.tensor([[[0.0, 1, -2], [4, 2, -1]]])
    expected = {
        "map": torch.tensor([[0.0, 0.25, 0.0], [1.0, 0.5, 0.0]]),
        "gradients left": False,
        "hooks": 0,
    }
    check.probe(two_map_cam, x, expect=expected)


@points(1)
@needs("build_mlp", "build_cnn", "train_epoch", "accuracy")
@limit(seconds=90)
@hint(
    "`python kit/experiment.py` shows what happens, epoch by epoch. Does the loss go down? The dense"
    " network should know the digits in the middle, and none of them elsewhere."
)
def test_experiment__the_dense_network_collapses(student):
    """the dense network learns the digits in the middle, and is lost when they are moved"""
    for seed in experiment.TRIES:
        result, verdict = experiment.run(None, "mlp", seed, ask=student.probe)
        if verdict["middle"] >= experiment.NEEDED:
            break
    assert verdict["middle"] >= experiment.NEEDED, (
        f"after {len(result['check'])} epochs, and in a second try, your dense network gets only"
        f" {verdict['middle']:.0%} of the digits in the middle right; {experiment.NEEDED:.0%} are"
        " needed before moving them shows anything"
    )
    assert verdict["kept"] < experiment.COLLAPSES, (
        f"your dense network gets {verdict['middle']:.0%} right in the middle and still"
        f" {verdict['moved']:.0%} when the digits are moved by {experiment.SHIFT} pixels: a network"
        " that flattens the picture cannot do that, so is it one?"
    )
