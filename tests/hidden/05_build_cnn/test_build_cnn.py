"""Hidden tests for 05: build it, train it, shift it, look inside.

Layers whose numbers are known, and what a call may leave behind in a model, come from
support/layers.py.
"""

import experiment
import torch

from autograder.testing import hint, limit, needs, points, visible


def dense_parameters(module, networks):
    """How many numbers each of these networks learns."""
    import torch
    from layers import sized

    def size(shape=(3, 32, 32), *more):
        model = module.build_mlp(shape, *more) if more else module.build_mlp()
        return sum(p.numel() for p in sized(model, torch.zeros(1, *shape)).parameters())

    return {name: size(*given) for name, given in networks.items()}


def dense_scores(module, x, hidden, num_classes):
    """The scores of a network that is filled with known numbers."""
    import torch
    from layers import counting, sized

    n = x[0].numel()
    model = module.build_mlp(tuple(x.shape[1:]), hidden=hidden, num_classes=num_classes).to(x)
    with torch.no_grad():
        for p in sized(model, x).parameters():
            turned = tuple(p.shape) in ((n, hidden), (hidden, num_classes))
            p.copy_(counting(p.t(), 5, p.numel()).t() if turned else counting(p, 5, p.numel()))
        return {f"the scores of {num_classes} classes": model(x)}


@points(1)
@hint(
    "Count with pencil and paper for a small image: every input to every hidden unit, a bias for"
    " each, and the same again to the classes. Is there a ReLU between the two layers, and"
    " nothing after the second?"
)
def test_build_mlp__other_images_sizes_and_classes(check, rng):
    """images of other sizes, other numbers of hidden units and classes"""
    networks = {
        "parameters, with nothing asked for": [],
        "parameters for images of 2×3×5": [(2, 3, 5), 7, 4],
        "parameters for a single class": [(1, 4, 9), 6, 1],
    }
    check.facts(dense_parameters, networks)
    check.facts(dense_scores, rng.whole(1, 1, 4, 9, dtype="float64"), 6, 5)
    check.facts(dense_scores, rng.whole(3, 2, 3, 5), 7, 4)


def shapes_of_scores(module, x, batches):
    """What comes out for each batch; an error is a fact too. `x` tells the device."""
    import torch

    def outcome(given, shape, training):
        try:
            model = module.build_cnn(**given).to(x.device).train(training)
            with torch.no_grad():
                return list(model(torch.rand(shape, device=x.device)).shape)
        except NotImplementedError:
            raise
        except Exception as error:
            return f"raises {type(error).__name__}"

    return {name: outcome(*batch) for name, batch in batches.items()}


@points(1)
@hint(
    "Try pictures of 16×16, of 48×20, and a batch of one in training mode. Which layer of yours"
    " counts on one certain size, or needs several numbers to take a mean of?"
)
def test_build_cnn__any_size_any_batch(check):
    """pictures of any size from 16×16, batches of any size, other channels and classes"""
    gray, colour = {"in_channels": 1}, {"in_channels": 3}
    batches = {  # what is asked for, the shape of what goes in, in training mode or not
        "nothing asked for": ({}, (2, 3, 32, 32), False),
        "1 channel": (gray, (2, 1, 32, 32), False),
        "2 channels, 7 classes": ({"in_channels": 2, "num_classes": 7}, (2, 2, 32, 32), False),
        "1 class": ({"num_classes": 1}, (2, 3, 32, 32), False),
        "16×64, as many pixels as 32×32": (colour, (2, 3, 16, 64), False),
        "33×47": (colour, (2, 3, 33, 47), False),
        "48×40": (gray, (2, 1, 48, 40), False),
        "16×16": (colour, (2, 3, 16, 16), False),
        "17×16": (colour, (2, 3, 17, 16), False),
        "a batch of 1": (colour, (1, 3, 32, 32), False),
        "a batch of 1 in training mode": (colour, (1, 3, 32, 32), True),
        "a batch of 1 of 16×16 in training mode": (colour, (1, 3, 16, 16), True),
        "a batch of 5 of 24×40 in training mode": (gray, (5, 1, 24, 40), True),
    }
    check.facts(shapes_of_scores, torch.zeros(1), batches)


def rules_kept(module, x):
    """Is it within the rules? Nothing here depends on how the network is built."""
    import torch
    from torch import nn

    def network(seed, in_channels=3):
        torch.manual_seed(seed)
        model = module.build_cnn(in_channels, 10).to(x.device).eval()
        model(x[:1, :1].repeat(1, in_channels, 1, 1))  # lazy layers get their sizes now
        return model

    def size(model):
        return sum(p.numel() for p in model.parameters() if p.requires_grad)

    def moved(model, parameters, by):
        """The scores after a step in some direction."""
        with torch.no_grad():
            for p in parameters:
                p.add_(by * torch.randn(p.shape).to(p))
            return model(x)

    def may_be_negative(model):
        """Whether lower weights of some layer bring a score below zero."""
        with torch.no_grad():
            for p in model.parameters():
                p.sub_(10.0)
                if bool((model(x) < 0).any()):
                    return True
                p.add_(10.0)
        return False

    def works_in_float64(model):
        try:
            return model.double()(x.double()).dtype is torch.float64
        except RuntimeError:
            return False  # what else is wrong says more than this error

    models = [network(seed) for seed in range(3)]
    scores = [moved(m, m.parameters(), 0.05) for m in models]  # a last layer may start with zeros
    negative = may_be_negative(network(0))
    all_ones = all(bool((s.sum(dim=1) - 1).abs().max() < 1e-4) for s in scores)
    all_zeros = all(bool(s.logsumexp(dim=1).abs().max() < 1e-4) for s in scores)

    model, twin = models[-1], network(7)
    twin.load_state_dict(model.state_dict())
    alike = torch.allclose(twin(x), model(x), atol=1e-4)
    convolutions = [part for part in model.modules() if isinstance(part, nn.Conv2d)]
    matter = [not torch.equal(model(x), moved(model, c.parameters(), 1)) for c in convolutions]
    return {
        "at most 25,000 parameters for 3 channels": size(model) <= 25_000,
        "at most 25,000 parameters for 1 channel": size(network(0, 1)) <= 25_000,
        "two convolutions or more are registered": len(convolutions) >= 2,
        "two convolutions or more take part": sum(matter) >= 2,
        "all weights that take part are registered": alike,
        "no softmax at the end": negative or not all_ones,
        "no log-softmax at the end": not all_zeros,
        "scores may be negative": negative,
        "float64 in, float64 out": works_in_float64(network(0)),
    }


@points(1)
@hint(
    "List `model.modules()`: are your convolutions there? Look at the scores of a few pictures:"
    " raw scores are any numbers, negative ones too, and do not sum to anything in particular."
)
def test_build_cnn__within_the_rules(check, rng):
    """at most 25,000 parameters, two registered convolutions, raw scores"""
    check.facts(rules_kept, rng.normal(4, 3, 24, 32))


def counts(module, x):
    """Models with shared, frozen and unusual parameters. `x` tells the device."""
    import torch
    from torch import nn

    frozen = nn.Sequential(nn.Conv2d(3, 5, 3), nn.BatchNorm2d(5), nn.Linear(5, 2))
    frozen[0].weight.requires_grad_(False)

    tied = nn.ModuleDict({"first": nn.Linear(6, 4), "second": nn.Linear(6, 4)})
    tied["second"].weight = tied["first"].weight

    own = nn.Module()
    own.scale = nn.Parameter(torch.ones(()))
    own.table = nn.Parameter(torch.zeros(2, 3, 4))
    own.twins = nn.ParameterList([torch.zeros(5), torch.zeros(5)])
    own.register_buffer("fixed", torch.zeros(100))
    own.inner = nn.Sequential(nn.Sequential(nn.Linear(3, 2, bias=False)))

    block = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4))
    models = {
        "frozen weights, batch norm": frozen,
        "one weight in two layers": tied,
        "one layer used three times": nn.Sequential(block, block, block[0]),
        "a module's own parameters": own,
        "no parameters at all": nn.Sequential(nn.ReLU(), nn.Flatten()),
    }
    return {name: module.count_params(model.to(x.device)) for name, model in models.items()}


@points(1)
@hint(
    "Make a batch norm layer, freeze one weight, and let two layers share a third: which numbers"
    " would an optimizer change, and how often does each exist?"
)
def test_count_params__shared_frozen_and_unusual(check):
    """shared parameters, frozen ones, buffers, parameters of a module's own"""
    check.facts(counts, torch.zeros(1))


def one_epoch(module, x, y, weights, sizes, training, wanted):
    """Facts about an epoch, watched at each batch and step; old gradients are still there."""
    import torch
    from layers import dense, modes
    from torch import nn

    there, new, backwards, seen = [], [], [], set()

    class Watched(torch.optim.SGD):
        def step(self, closure=None):
            there.append(closure is not None or model[0].weight.grad is not None)
            loss = super().step(closure)
            new.append(bool(backwards))
            backwards.clear()
            return loss

    first, second = [dense(weight) for weight in weights]
    model = nn.Sequential(first, nn.Sequential(nn.Tanh(), second)).train(training)
    model[1].train(not training)
    for layer in (first, second):
        layer.weight.grad = torch.ones_like(layer.weight)
        layer.register_forward_hook(lambda part, inputs, output: seen.add(part.training))
    first.weight.register_hook(lambda gradient: backwards.append(1))
    optimizer = Watched(model.parameters(), lr=0.3, momentum=0.5)
    facts = {
        "the loss": module.train_epoch(model, zip(x.split(sizes), y.split(sizes)), optimizer),
        "a gradient is there at each step": there,
        "a backward pass of its own for each step": new,
        "the weights afterwards": [p.detach() for p in model.parameters()],
        "training mode while each batch runs": sorted(seen),  # in one call or in many
        "training mode of each part afterwards": modes(model),
    }
    return {name: facts[name] for name in wanted}


def batches_to_learn(rng):
    """Pictures, labels, and the weights of two layers."""
    x, y = rng.normal(9, 4, dtype="float64"), rng.whole(9, low=0, high=2, dtype="int64")
    return x, y, [rng.normal(5, 4, dtype="float64"), rng.normal(3, 5, dtype="float64")]


@points(1)
@hint(
    "Take one batch of one example and do the step by hand. Then two batches: what is left in"
    " `.grad` when the second one begins? And what if something was in it at the very start?"
)
def test_train_epoch__the_steps_in_order(check, rng):
    """the weights after several batches of unequal sizes, from an iterable without a length"""
    given = batches_to_learn(rng)
    steps = ["a gradient is there at each step", "a backward pass of its own for each step"]
    for sizes in ([4, 3, 2], [1, 8]):
        check.facts(one_epoch, *given, sizes, True, [*steps, "the weights afterwards"])


@points(1)
@hint(
    "Say one batch has 5 examples and a loss of 1, and another has 1 example and a loss of 7."
    " What is the mean over the six examples? And which Python type do you return?"
)
def test_train_epoch__mean_loss_of_an_example(check, rng):
    """the mean loss per example when batches differ in size"""
    given = batches_to_learn(rng)
    for sizes in ([6, 2, 1], [1, 3, 5], [9]):
        check(atol=1e-5).facts(one_epoch, *given, sizes, True, ["the loss"])


@points(1)
@hint(
    "Ask `model.training` before, during and after an epoch. A model that was just tested comes"
    " to you in evaluation mode."
)
def test_train_epoch__in_training_mode(check, rng):
    """training mode, also for a model that comes in evaluation mode"""
    given = batches_to_learn(rng)
    wanted = ["training mode while each batch runs", "training mode of each part afterwards"]
    for training in (False, True):
        check.facts(one_epoch, *given, [4, 3, 2], training, wanted)


def shares_right(module, batches):
    """Accuracy of a model whose scores are its inputs."""
    import torch
    from torch import nn

    shares = {}
    with torch.enable_grad():  # whatever is switched off in here is on again behind it
        for name, (scores, labels, sizes) in batches.items():
            pairs = zip(scores.split(sizes), labels.split(sizes))
            shares[name] = module.accuracy(nn.Identity(), pairs)
    return shares


@points(1)
@hint(
    "Write down the scores of three examples and five classes, and find the winner of each"
    " example. How much should one example in a small batch count?"
)
def test_accuracy__share_of_examples(check, rng):
    """batches of unequal sizes, negative scores, a single class"""
    scores = torch.stack([rng.permutation(5) - 4.0 for _ in range(13)])
    labels = scores.argmax(dim=1)
    labels[[0, 2, 3, 7, 12]] = (labels[[0, 2, 3, 7, 12]] + 2) % 5
    as_many_as_classes = {"as many examples as classes": (scores[:10], labels[:10], [5, 5])}
    check.facts(shares_right, as_many_as_classes, wrong="the share is wrong here: {}")
    batches = {
        "a small last batch": (scores, labels, [6, 6, 1]),
        "a small first batch": (scores / 8, labels, [1, 5, 7]),
        "all right": (scores.double(), scores.argmax(dim=1), [13]),
        "all wrong": (scores, scores.argmin(dim=1), [3, 10]),
        "a single class": (scores[:, :1], labels * 0, [8, 5]),
    }
    check.facts(shares_right, batches, wrong="the share is wrong here: {}")


def state_around_accuracy(module, x, y, weight, training, odd_parts):
    """The modes and gradients while it runs, in however many calls, and what is left behind."""
    import torch
    from layers import dense, left_behind
    from torch import nn

    modes_seen, gradients_seen = set(), set()

    def watch(part, inputs, output):
        modes_seen.add(part.training)
        gradients_seen.add(output.requires_grad)

    norm, last = nn.BatchNorm1d(x.shape[1]).to(x), nn.Identity()
    norm.running_mean.fill_(1.0)
    last.register_forward_hook(watch)
    model = nn.Sequential(norm, nn.Sequential(dense(weight), nn.Dropout(0.5), last)).train(training)
    for index in odd_parts:
        list(model.modules())[index].training = not training
    torch.manual_seed(0)
    return {
        "the share right": module.accuracy(model, zip(x.split([2, 5]), y.split([2, 5]))),
        "the mode while it runs": sorted(modes_seen),
        "gradients while it runs": sorted(gradients_seen),
        "the running mean": norm.running_mean.clone(),
        **left_behind(model),
    }


@points(1)
@hint(
    "Note the mode of every part of a model, `[m.training for m in model.modules()]`, before and"
    " after. Some parts may be in evaluation mode on purpose while the rest trains."
)
def test_accuracy__modes_and_gradients(check, rng):
    """evaluation mode, no gradients, and every part back in the mode it was in"""
    x, y = rng.whole(7, 4, low=-3, high=3), rng.whole(7, low=0, high=2, dtype="int64")
    weight = rng.normal(3, 4)
    for training in (True, False):
        for odd_parts in ([], [1], [2, 4], [0, 2]):
            check.facts(state_around_accuracy, x, y, weight, training, odd_parts)


def separable_facts(module, x, out_channels, options, training):
    """The block's size, and its output when it is filled with known numbers."""
    import torch
    from layers import counting
    from torch import nn

    block = module.depthwise_separable(x.shape[1], out_channels, **options).to(x).train(training)
    with torch.no_grad():
        for p in block.parameters():
            p.copy_(counting(p, 5) / 2)
        for part in block.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.weight.copy_(counting(part.weight, 2).abs() + 1)
                part.bias.copy_(counting(part.bias, 3) / 4)
                part.running_mean.copy_(counting(part.running_mean, 4))
                part.running_var.copy_(counting(part.running_var, 3).abs() + 1)
        output = block(x)
    return {"parameters": sum(p.numel() for p in block.parameters()), "output": output}


@points(1)
@hint(
    "Count the numbers in each layer for 4 channels in and 6 out. Which of the two convolutions"
    " takes the stride, which one sees only its own channel, and what follows each of them?"
)
def test_depthwise_separable__other_channels_and_strides(check, rng):
    """other channels, strides and sizes, in both modes"""
    check.facts(separable_facts, rng.whole(2, 4, 7, 10), 6, {}, False)
    check.facts(separable_facts, rng.whole(2, 5, 8, 9, dtype="float64"), 3, {"stride": 2}, False)
    check.facts(separable_facts, rng.whole(3, 3, 6, 11, dtype="float64"), 7, {"stride": 3}, True)
    check.facts(separable_facts, rng.whole(1, 1, 4, 5), 2, {"stride": 1}, False)


def captured_maps(module, x, weight, which):
    """Maps of one layer of a small network that works in place and does not keep sizes."""
    import torch
    from layers import conv
    from torch import nn

    class Branches(nn.Module):
        def __init__(self):
            super().__init__()
            self.convolution = conv(weight, bias=-2.0)
            self.relu_in_place = nn.ReLU(inplace=True)
            self.pooling = nn.MaxPool2d(2)
            self.identity = nn.Identity()
            self.used_twice = nn.Hardtanh(-2.0, 2.0, inplace=True)
            self.last = nn.ReLU()

        def forward(self, x):
            y = self.relu_in_place(self.convolution(self.identity(x)))
            y = self.used_twice(self.pooling(y))
            return self.last(self.used_twice(y - 1)).sum(dim=(1, 2, 3))

    model, before = Branches().eval(), x.clone()
    maps = module.feature_maps(model, getattr(model, which), x)
    return {
        f"the maps of the layer {which}": maps,
        "detached": not maps.requires_grad,
        "no memory shared with the input": maps.data_ptr() != x.data_ptr(),
        "input as before": torch.equal(x, before),
    }


def traces_of_maps(module, x, weight, training, fails):
    """What is left behind in a model with hooks of others, also where the forward pass raises."""
    from layers import conv, left_behind
    from torch import nn

    class Last(nn.Module):
        def forward(self, y):
            if fails:
                raise RuntimeError("the forward pass stops here")
            return y

    layers = [nn.Dropout(0.5), conv(weight), nn.BatchNorm2d(len(weight)), Last()]
    model = nn.Sequential(*layers).to(x).train(training)
    model[2].train(not training)
    for part in (model[1], model[3]):
        part.register_forward_hook(lambda part, inputs, output: None)
        part.register_forward_pre_hook(lambda part, inputs: None)
    try:
        module.feature_maps(model, model[1], x)
    except Exception:
        if not fails:
            raise
    return left_behind(model)


@points(1)
@hint(
    "Count `layer._forward_hooks` before and after a call that raises. Print the smallest entry of"
    " the maps of a convolution that an in-place ReLU follows. And for a layer that runs twice?"
)
def test_feature_maps__in_place_twice_and_traces(check, rng):
    """in-place layers, a layer that runs twice, no traces left, also after an error"""
    x, weight = rng.whole(2, 3, 7, 10), rng.whole(4, 3, 2, 3)
    for which in ("convolution", "pooling", "relu_in_place", "identity", "used_twice"):
        check.facts(captured_maps, x, weight, which)
    check.facts(captured_maps, x.double() / 3, weight.double() / 7, "convolution")
    for training, fails in ((False, False), (True, False), (False, True)):
        check.facts(traces_of_maps, x, weight, training, fails)


def look_inside(module, look, x, kernels, weight, target, used_before):
    """The map of a network that works in place, and what is left behind."""
    import torch
    from layers import conv, dense, left_behind
    from torch import nn

    layer, act = conv(kernels, bias=0.0, stride=(1, 2)), nn.Hardtanh(-1.5, 1.5, inplace=True)
    model = nn.Sequential(layer, act, nn.Dropout(0.5), nn.Flatten(), dense(weight)).eval()
    layer.bias.requires_grad_(False)
    layer.register_forward_hook(lambda part, inputs, output: None)
    if used_before:
        x.requires_grad_(True)
        for number, tensor in enumerate([x, *model.parameters()]):
            tensor.grad = torch.full_like(tensor, 3.0 + number)
    given = [model, layer, x, target] if look == "grad_cam" else [model, x, target]
    return {"the map": getattr(module, look)(*given), **left_behind(model, x)}


def looked_at(rng):
    """Images, kernels, the weights of three scores, targets; and whether gradients are there."""
    for dtype, channels, target, used_before, large in (
        ("float64", 3, 1, False, 100),
        ("float64", 2, 2, True, 100),
        ("float32", 1, 0, False, 0.1),  # the largest value may be on either side of 1
    ):
        x = rng.normal(channels, 5, 9, dtype=dtype).mT.contiguous().mT  # not contiguous
        kernels, weight = rng.normal(4, channels, 2, 3, dtype=dtype), rng.normal(3, 64, dtype=dtype)
        yield x, kernels, weight * large, target, used_before


def modes_and_hooks(module, look, x, kernels, weight, fails):
    """The modes of a model that is in training, and its hooks, also where it raises."""
    from layers import conv, dense, hooks, modes
    from torch import nn

    class Last(nn.Module):
        def forward(self, y):
            if fails:
                raise RuntimeError("the forward pass stops here")
            return y

    layer = conv(kernels, stride=(1, 2))
    model = nn.Sequential(layer, nn.Dropout(0.5), nn.Flatten(), dense(weight), Last()).train()
    model[2].eval()
    try:
        getattr(module, look)(*([model, layer, x, 1] if look == "grad_cam" else [model, x, 1]))
    except Exception:
        if not fails:
            raise
    left = {"hooks on the parts": hooks(model)}
    return left if fails else {"the mode that each part is left in": modes(model), **left}


@points(1)
@hint(
    "For one dense layer the map can be written down: it comes from the weights of one class."
    " Look at the sign of each entry, at how the channels become one, and at every `.grad` (of"
    " the model and of the image) before and after."
)
def test_saliency__values_and_no_traces(check, rng):
    """the map of a network with a bend in it, and nothing left behind"""
    for given in looked_at(rng):
        check.facts(look_inside, "saliency", *given)
    check.facts(modes_and_hooks, "saliency", *given[:3], False)


def cam_of_second_run(module, x, kernels, weight):
    """A layer that runs twice, and is worked on in place."""
    from layers import conv, dense
    from torch import nn

    layer, act = conv(kernels, padding=1), nn.ReLU(inplace=True)
    model = nn.Sequential(layer, act, layer, act, nn.Flatten(), dense(weight)).eval()
    return {"a layer that runs twice": module.grad_cam(model, layer, x, 1)}


def cam_without_evidence(module, x):
    """All evidence is for the class, all is against it, or there is none."""
    import torch
    from layers import conv, dense
    from torch import nn

    sides = torch.tensor([[1.0], [-1.0], [0.0]]).to(x)
    layer = conv(torch.ones(2, 1, 1, 1).to(x), bias=1.0)
    model = nn.Sequential(layer, nn.Flatten(), dense(sides.repeat(1, 2 * x.numel()))).eval()
    names = ["evidence for the class alone", "evidence against it alone", "no evidence"]
    return {name: module.grad_cam(model, layer, x, n) for n, name in enumerate(names)}


@points(1)
@hint(
    "Take two maps of 1×2 and write the gradients down: one weight for each map, one sum, one"
    " ReLU, one division. What if all of the sum is negative? What do `.grad` and"
    " `layer._forward_hooks` hold before and after?"
)
def test_grad_cam__values_and_no_traces(check, rng):
    """maps smaller than the image, no evidence, in-place layers, nothing left behind"""
    for given in looked_at(rng):
        check.facts(look_inside, "grad_cam", *given)
    for fails in (False, True):
        check.facts(modes_and_hooks, "grad_cam", *given[:3], fails)
    x, weight = rng.whole(2, 4, 5, dtype="float64"), rng.normal(2, 2, 3, 3, dtype="float64")
    check.facts(cam_of_second_run, x, weight, 100 * rng.normal(3, 40, dtype="float64"))
    check.facts(cam_without_evidence, rng.whole(1, 3, 4, low=0, high=5))


@points(2)
@visible
@needs("build_mlp", "build_cnn", "train_epoch", "accuracy")
@limit(seconds=180)
@hint(
    "Run `python kit/experiment.py` and read what it prints: it is what the grader does. Does your"
    " last layer know where in the picture things are? By how much do your layers shrink the"
    " picture in all, and does that divide the shift?"
)
def test_experiment__the_convolutional_network_holds(student, record):
    """the convolutional network still knows the digits when they are moved"""
    for seed in experiment.TRIES:
        result, verdict = experiment.run(None, "cnn", seed, ask=student.probe)
        if not verdict or verdict["middle"] >= experiment.NEEDED:
            break
    right, figures = experiment.passed("cnn", result, verdict)
    assert right, f"your network does not hold: {figures}"
    record.leaderboard("parameters", result["parameters"], order="asc")
    record.leaderboard("accuracy under shift", round(verdict["moved"], 4), order="desc")
