"""Hidden tests for 05: build it, train it, shift it, look inside.

Layers whose numbers are known come from support/layers.py.
"""

import experiment
import torch

from autograder.testing import hint, limit, needs, points, visible

# ---------------------------------------------------------------- the two networks


def dense_facts(module, x, hidden, num_classes):
    """Fill the network with known numbers, so that its scores are known too."""
    import torch
    from layers import counting

    n = x[0].numel()
    model = module.build_mlp(tuple(x.shape[1:]), hidden=hidden, num_classes=num_classes).to(x)
    with torch.no_grad():
        for p in model.parameters():
            turned = tuple(p.shape) in ((n, hidden), (hidden, num_classes))
            p.copy_(counting(p.t(), 5, p.numel()).t() if turned else counting(p, 5, p.numel()))
        scores = model(x)
    return {"parameters": sum(p.numel() for p in model.parameters()), "scores": scores}


def dense_defaults(module, x):
    """The network that comes without being asked for anything in particular."""
    model = module.build_mlp().to(x)
    return [sum(p.numel() for p in model.parameters()), list(model(x).shape)]


@points(1)
@hint(
    "Count with pencil and paper for a small image: every input to every hidden unit, a bias for"
    " each, and the same again to the classes. Is there a ReLU between the two layers, and"
    " nothing after the second?"
)
def test_build_mlp__other_images_sizes_and_classes(check, rng):
    """images of other sizes, other numbers of hidden units and classes"""
    check.facts(dense_facts, rng.whole(3, 2, 3, 5), 7, 4)
    check.facts(dense_facts, rng.whole(1, 1, 4, 9, dtype="float64"), 6, 1)
    check.probe(dense_defaults, torch.zeros(2, 3, 32, 32))


def shapes_of_scores(module, x, batches):
    """What comes out for each batch; an error is a fact too. `x` tells the device."""
    import torch

    def outcome(num_classes, shape, training):
        torch.manual_seed(0)
        try:
            model = module.build_cnn(in_channels=shape[1], num_classes=num_classes)
            model.to(x.device).train(training)
            with torch.no_grad():
                return list(model(torch.rand(shape, device=x.device)).shape)
        except NotImplementedError:
            raise
        except Exception as error:
            return f"raises {type(error).__name__}"

    plain = module.build_cnn().to(x.device).eval()
    shapes = {"nothing asked for": list(plain(torch.zeros(2, 3, 32, 32).to(x)).shape)}
    return shapes | {name: outcome(*batch) for name, batch in batches.items()}


@points(1)
@hint(
    "Try pictures of 16×16, of 48×20, and a batch of one in training mode. Which layer of yours"
    " counts on one certain size, or needs several numbers to take a mean of?"
)
def test_build_cnn__any_size_any_batch(check):
    """pictures of any size from 16×16, batches of any size, other channels and classes"""
    batches = {  # classes, the shape of what goes in, in training mode or not
        "3 pictures of 32×32, 3 channels": (10, (3, 3, 32, 32), False),
        "1 channel": (10, (2, 1, 32, 32), False),
        "2 channels, 7 classes": (7, (2, 2, 32, 32), False),
        "1 class": (1, (2, 3, 32, 32), False),
        "16×64, as many pixels as 32×32": (10, (2, 3, 16, 64), False),
        "33×47": (10, (2, 3, 33, 47), False),
        "48×40": (10, (2, 1, 48, 40), False),
        "16×16": (10, (2, 3, 16, 16), False),
        "17×16": (10, (2, 3, 17, 16), False),
        "a batch of 1": (10, (1, 3, 32, 32), False),
        "a batch of 1 in training mode": (10, (1, 3, 32, 32), True),
        "a batch of 1 of 16×16 in training mode": (10, (1, 3, 16, 16), True),
        "a batch of 5 of 24×40 in training mode": (4, (5, 1, 24, 40), True),
    }
    check.facts(shapes_of_scores, torch.zeros(1), batches)


def rules_kept(module, x):
    """Is it within the rules? Nothing here depends on how the network is built."""
    import torch
    from torch import nn

    def within_limit(in_channels):
        model = module.build_cnn(in_channels, 10).to(x.device).eval()
        model(x[:1, :1].repeat(1, in_channels, 1, 1))  # lazy layers get their sizes now
        return sum(p.numel() for p in model.parameters() if p.requires_grad) <= 25_000

    scores = []
    for seed in range(3):
        torch.manual_seed(seed)
        model = module.build_cnn(in_channels=3, num_classes=10).to(x.device).eval()
        model(x[:1])
        with torch.no_grad():
            for p in model.parameters():  # a last layer may start with zeros
                p.add_(0.05 * torch.randn(p.shape).to(p))
        scores.append(model(x))
    negative = any(bool((s < 0).any()) for s in scores)
    all_ones = all(bool((s.sum(dim=1) - 1).abs().max() < 1e-4) for s in scores)
    all_zeros = all(bool(s.logsumexp(dim=1).abs().max() < 1e-4) for s in scores)

    convolutions = [part for part in model.modules() if isinstance(part, nn.Conv2d)]
    ran = []
    for part in convolutions:
        part.register_forward_hook(lambda part, inputs, output: ran.append(part))
    model(x).square().sum().backward()
    taking_part = [c for c in convolutions if c in ran or c.weight.grad is not None]

    known = {id(p) for p in model.parameters()}
    todo, seen, unknown = [model(x).grad_fn], set(), 0
    while todo:
        step = todo.pop()
        if step is not None and step not in seen:
            seen.add(step)
            weight = getattr(step, "variable", None)
            unknown += weight is not None and id(weight) not in known
            todo += [before for before, _ in step.next_functions]

    double = module.build_cnn(in_channels=3, num_classes=10).to(x.device).double().eval()
    return {
        "at most 25,000 parameters for 3 channels": within_limit(3),
        "at most 25,000 parameters for 1 channel": within_limit(1),
        "two convolutions or more are registered": len(convolutions) >= 2,
        "two convolutions or more take part": len(taking_part) >= 2,
        "all weights that take part are registered": unknown == 0,
        "no softmax at the end": negative or not all_ones,
        "no log-softmax at the end": not all_zeros,
        "scores may be negative": negative,
        "float64 in, float64 out": double(x.double()).dtype is torch.float64,
    }


@points(1)
@hint(
    "List `model.modules()`: are your convolutions there? Look at the scores of a few pictures:"
    " raw scores are any numbers, negative ones too, and do not sum to anything in particular."
)
def test_build_cnn__within_the_rules(check, rng):
    """at most 25,000 parameters, two registered convolutions, raw scores"""
    check.facts(rules_kept, rng.normal(4, 3, 24, 32))


# ---------------------------------------------------------------- counting parameters


def counts(module, x):
    """Models with shared, frozen and unusual parameters. `x` tells the device."""
    import torch
    from torch import nn

    frozen = nn.Sequential(nn.Conv2d(3, 5, 3), nn.BatchNorm2d(5), nn.Linear(5, 2))
    frozen[0].weight.requires_grad_(False)

    tied = nn.ModuleDict({"first": nn.Linear(6, 4), "second": nn.Linear(6, 4)})
    tied["second"].weight = tied["first"].weight

    class Own(nn.Module):
        def __init__(self):
            super().__init__()
            self.scale = nn.Parameter(torch.ones(()))
            self.table = nn.Parameter(torch.zeros(2, 3, 4))
            self.twins = nn.ParameterList([torch.zeros(5), torch.zeros(5)])
            self.register_buffer("fixed", torch.zeros(100))
            self.inner = nn.Sequential(nn.Sequential(nn.Linear(3, 2, bias=False)))

    block = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4))
    models = {
        "frozen weights, batch norm": frozen,
        "one weight in two layers": tied,
        "one layer used three times": nn.Sequential(block, block, block[0]),
        "a module's own parameters": Own(),
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


# ---------------------------------------------------------------- training


def order_of_events(module, x, y, sizes):
    """At each step of the optimizer: is there a gradient, and was it worked out for this batch?"""
    import torch

    there, so_far, backwards = [], [], []

    class Watched(torch.optim.SGD):
        def step(self, closure=None):
            there.append(closure is not None or model.weight.grad is not None)
            loss = super().step(closure)
            so_far.append(len(backwards))
            return loss

    model = torch.nn.Linear(x.shape[1], 3).to(x)
    model.weight.register_hook(lambda gradient: backwards.append(1))
    optimizer = Watched(model.parameters(), lr=0.1)
    module.train_epoch(model, zip(x.split(sizes), y.split(sizes)), optimizer)
    return {
        "a gradient is there at each step": there,
        "backward passes up to each step": so_far,
        "backward passes in all": len(backwards),
    }


def after_one_epoch(module, x, y, first, second, sizes):
    """The weights after one epoch in batches of unequal sizes, with gradients left over before."""
    import torch
    from layers import dense

    model = torch.nn.Sequential(dense(first), torch.nn.Tanh(), dense(second))
    for p in model.parameters():
        p.grad = torch.ones_like(p)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.5)
    module.train_epoch(model, zip(x.split(sizes), y.split(sizes)), optimizer)
    return [p.detach() for p in model.parameters()]


@points(1)
@hint(
    "Take one batch of one example and do the step by hand. Then two batches: what is left in"
    " `.grad` when the second one begins? And what if something was in it at the very start?"
)
def test_train_epoch__the_steps_in_order(check, rng):
    """the weights after several batches of unequal sizes, from an iterable without a length"""
    x, y = rng.normal(9, 4, dtype="float64"), rng.whole(9, low=0, high=2, dtype="int64")
    first, second = rng.normal(5, 4, dtype="float64"), rng.normal(3, 5, dtype="float64")
    check.facts(order_of_events, x, y, [4, 4, 1])
    check.probe(after_one_epoch, x, y, first, second, [4, 3, 2])
    check.probe(after_one_epoch, x, y, first, second, [1, 8])


def loss_of_one_epoch(module, x, y, weight, sizes, rate):
    """The loss that is reported, in batches of unequal sizes."""
    import torch
    from layers import dense

    model = dense(weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    return module.train_epoch(model, zip(x.split(sizes), y.split(sizes)), optimizer)


@points(1)
@hint(
    "Say one batch has 5 examples and a loss of 1, and another has 1 example and a loss of 7."
    " What is the mean over the six examples? And which Python type do you return?"
)
def test_train_epoch__mean_loss_of_an_example(check, rng):
    """the mean loss per example when batches differ in size"""
    x, y = rng.normal(11, 3, dtype="float64"), rng.whole(11, low=0, high=3, dtype="int64")
    weight = rng.normal(4, 3, dtype="float64")
    check.probe(loss_of_one_epoch, x, y, weight, [7, 3, 1], 0.0)
    check.probe(loss_of_one_epoch, x, y, weight, [1, 4, 6], 0.4)
    check.probe(loss_of_one_epoch, x, y, weight, [11], 0.4)


def modes_of_one_epoch(module, x, y, sizes, training):
    """Which mode two layers are in while batches run, and every part afterwards."""
    import torch
    from layers import modes
    from torch import nn

    norm, dense, seen = nn.BatchNorm1d(x.shape[1]), nn.Linear(x.shape[1], 3), []
    model = nn.Sequential(norm, nn.Sequential(dense)).to(x).train(training)
    norm.eval()
    for layer in (norm, dense):
        layer.register_forward_hook(lambda part, inputs, output: seen.append(part.training))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    module.train_epoch(model, zip(x.split(sizes), y.split(sizes)), optimizer)
    return {
        "training mode while each batch runs": seen,
        "training mode of each part afterwards": modes(model),
        "the running mean": norm.running_mean.clone(),
    }


@points(1)
@hint(
    "Ask `model.training` before, during and after an epoch. A model that was just tested comes"
    " to you in evaluation mode."
)
def test_train_epoch__in_training_mode(check, rng):
    """training mode, also for a model that comes in evaluation mode"""
    x, y = rng.whole(7, 3), rng.whole(7, low=0, high=2, dtype="int64")
    check.facts(modes_of_one_epoch, x, y, [4, 3], False)
    check.facts(modes_of_one_epoch, x, y, [3, 2, 2], True)


# ---------------------------------------------------------------- accuracy


def share_right(module, scores, labels, sizes):
    """Accuracy of a model whose scores are its inputs."""
    import torch
    from torch import nn

    share = module.accuracy(nn.Identity(), zip(scores.split(sizes), labels.split(sizes)))
    torch.set_grad_enabled(True)
    return share


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
    check.probe(share_right, scores, labels, [6, 6, 1])
    check.probe(share_right, scores / 8, labels, [1, 5, 7])
    check.probe(share_right, scores.double(), scores.argmax(dim=1), [13])
    check.probe(share_right, scores, scores.argmin(dim=1), [3, 10])
    check.probe(share_right, scores[:, :1], labels * 0, [8, 5])


def state_around_accuracy(module, x, y, sizes, training, odd_parts):
    """What the parts' modes, gradients and statistics are, during and after."""
    import torch
    from layers import counting, modes
    from torch import nn

    modes_seen, gradients_seen = [], []

    def watch(part, inputs, output):
        modes_seen.append(part.training)
        gradients_seen.append(output.requires_grad)

    norm = nn.BatchNorm1d(x.shape[1])
    inner = nn.Sequential(nn.Linear(x.shape[1], 3), nn.Dropout(0.5), nn.Identity())
    with torch.no_grad():
        norm.running_mean.fill_(1.0)
        for p in inner.parameters():
            p.copy_(counting(p, 5, 0))
    inner[2].register_forward_hook(watch)
    model = nn.Sequential(norm, inner).to(x).train(training)
    for index in odd_parts:
        list(model.modules())[index].training = not training
    torch.manual_seed(0)
    facts = {
        "the share right": module.accuracy(model, zip(x.split(sizes), y.split(sizes))),
        "the mode while it runs": modes_seen,
        "gradients while it runs": gradients_seen,
        "the mode that each part is left in": modes(model),
        "gradients are possible afterwards": torch.is_grad_enabled(),
        "parameters that still train": [p.requires_grad for p in model.parameters()],
        "gradients in the model": [p.grad is not None for p in model.parameters()],
        "the running mean": norm.running_mean.clone(),
    }
    torch.set_grad_enabled(True)
    return facts


@points(1)
@hint(
    "Note the mode of every part of a model, `[m.training for m in model.modules()]`, before and"
    " after. Some parts may be in evaluation mode on purpose while the rest trains."
)
def test_accuracy__modes_and_gradients(check, rng):
    """evaluation mode, no gradients, and every part back in the mode it was in"""
    x, y = rng.whole(7, 4, low=-3, high=3), rng.whole(7, low=0, high=2, dtype="int64")
    check.facts(state_around_accuracy, x, y, [4, 3], True, [])
    check.facts(state_around_accuracy, x, y, [4, 3], False, [])
    check.facts(state_around_accuracy, x, y, [2, 5], True, [1])
    check.facts(state_around_accuracy, x, y, [2, 5], False, [2, 4])
    check.facts(state_around_accuracy, x, y, [7], True, [0, 2])


# ---------------------------------------------------------------- the separable block


def separable_facts(module, x, out_channels, stride, training):
    """Fill the block with known numbers, so that its output is known too."""
    import torch
    from layers import counting
    from torch import nn

    options = {} if stride is None else {"stride": stride}
    block = module.depthwise_separable(x.shape[1], out_channels, **options)
    block.to(x).train(training)
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
    check.facts(separable_facts, rng.whole(2, 4, 7, 10), 6, None, False)
    check.facts(separable_facts, rng.whole(2, 5, 8, 9, dtype="float64"), 3, 2, False)
    check.facts(separable_facts, rng.whole(3, 3, 6, 11, dtype="float64"), 7, 3, True)
    check.facts(separable_facts, rng.whole(1, 1, 4, 5), 2, 1, False)


# ---------------------------------------------------------------- looking inside


def captured_maps(module, x, weight, which):
    """Maps of one layer of a small network that works in place and does not keep sizes."""
    import torch
    from layers import conv
    from torch import nn

    class Branches(nn.Module):
        def __init__(self):
            super().__init__()
            self.stem = conv(weight, bias=-2.0)
            self.act = nn.ReLU(inplace=True)
            self.pool = nn.MaxPool2d(2)
            self.same = nn.Identity()
            self.shift = nn.Hardtanh(-2.0, 2.0, inplace=True)
            self.last = nn.ReLU()

        def forward(self, x):
            y = self.act(self.stem(self.same(x)))
            y = self.shift(self.pool(y))
            return self.last(self.shift(y - 1)).sum(dim=(1, 2, 3))

    model, before = Branches().eval(), x.clone()
    maps = module.feature_maps(model, getattr(model, which), x)
    return {
        "maps": maps,
        "detached": not maps.requires_grad,
        "shares memory with the input": maps.data_ptr() == x.data_ptr(),
        "input as before": bool(torch.equal(x, before)),
    }


def maps_of_second_run(module, x, weight):
    """A layer that runs twice."""
    from layers import conv
    from torch import nn

    class Twice(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = conv(weight)

        def forward(self, x):
            return self.layer(self.layer(x)[..., 1:]).relu_()

    model = Twice().eval()
    return module.feature_maps(model, model.layer, x)


def traces_of_maps(module, x, training, fails):
    """Hooks, modes and switches after the call, also where the forward pass raises."""
    import torch
    from layers import hooks, modes
    from torch import nn

    class Last(nn.Module):
        def forward(self, y):
            if fails:
                raise RuntimeError("the forward pass stops here")
            return y

    layer = nn.Conv2d(x.shape[1], 2, 3)
    model = nn.Sequential(nn.Dropout(0.5), layer, nn.BatchNorm2d(2), Last()).to(x).train(training)
    model[2].train(not training)
    calls = []
    layer.register_forward_hook(lambda part, inputs, output: calls.append("of the layer"))
    layer.register_forward_pre_hook(lambda part, inputs: calls.append("before the layer"))
    model[3].register_forward_pre_hook(lambda part, inputs: calls.append("of the last"))
    try:
        module.feature_maps(model, layer, x)
    except Exception as error:
        if not fails or isinstance(error, NotImplementedError):
            raise
    facts = {
        "hooks on the parts": hooks(model),
        "training mode of each part": modes(model),
        "forward is replaced": any("forward" in vars(part) for part in model.modules()),
        "gradients are possible afterwards": torch.is_grad_enabled(),
    }
    calls.clear()
    layer(x)
    torch.set_grad_enabled(True)
    return {**facts, "hooks of others that still run": calls}


@points(1)
@hint(
    "Count `layer._forward_hooks` before and after a call that raises. Print the smallest entry of"
    " the maps of a convolution that an in-place ReLU follows. And for a layer that runs twice?"
)
def test_feature_maps__in_place_twice_and_traces(check, rng):
    """in-place layers, a layer that runs twice, no traces left, also after an error"""
    x, weight = rng.whole(2, 3, 7, 10), rng.whole(4, 3, 2, 3)
    for which in ("stem", "pool", "act", "same", "shift"):
        check.facts(captured_maps, x, weight, which)
    check.facts(captured_maps, x.double() / 3, weight.double() / 7, "stem")
    check.probe(maps_of_second_run, rng.whole(1, 2, 6, 8), rng.whole(2, 2, 2, 2))
    check.facts(traces_of_maps, x, False, False)
    check.facts(traces_of_maps, x, True, False)
    check.facts(traces_of_maps, x, False, True)


def look_inside(module, look, x, kernels, weight, target, used_before):
    """One look at a network whose gradients change from pixel to pixel: the map, and its traces."""
    import torch
    from layers import conv, dense, hooks, modes
    from torch import nn

    if look == "saliency":
        first = [conv(kernels, bias=0.0, padding=1), nn.Tanh()]
    else:  # a strided layer that is worked on in place afterwards
        first = [conv(kernels, bias=0.0, stride=(1, 2)), nn.Hardtanh(-1.5, 1.5, inplace=True)]
    model = nn.Sequential(*first, nn.Dropout(0.5), nn.Flatten(), dense(weight)).eval()
    model[0].bias.requires_grad_(False)
    calls = []
    model[0].register_forward_hook(lambda part, inputs, output: calls.append("someone else's"))
    state = [x, *model.parameters()]
    if used_before:
        x.requires_grad_(True)
        for number, tensor in enumerate(state):
            tensor.grad = torch.full_like(tensor, 3.0 + number)
    before = [tensor.detach().clone() for tensor in state]
    layer = [model[0]] if look == "grad_cam" else []
    facts = {
        "the map": getattr(module, look)(model, *layer, x, target),
        "gradients as before": [t.grad if t.grad is None else t.grad.mean().item() for t in state],
        "requires_grad as before": [tensor.requires_grad for tensor in state],
        "image and weights as before": [torch.equal(t, old) for t, old in zip(state, before)],
        "hooks on the parts": hooks(model),
        "in evaluation mode": not any(modes(model)),
        "gradients are possible afterwards": torch.is_grad_enabled(),
    }
    calls.clear()
    model(x.detach()[None])
    return {**facts, "hooks of others that still run": calls}


@points(1)
@hint(
    "For one dense layer the map can be written down: it comes from the weights of one class."
    " Look at the sign of each entry, at how the channels become one, and at every `.grad` (of"
    " the model and of the image) before and after."
)
def test_saliency__values_and_no_traces(check, rng):
    """the map of a network with a curve in it, and nothing left behind"""
    for dtype, (c, h, w), target, used in (
        ("float64", (3, 4, 6), 1, False),
        ("float64", (2, 5, 3), 0, True),
        ("float32", (1, 3, 5), 2, False),
    ):
        x = rng.normal(w, h, c, dtype=dtype).permute(2, 1, 0)  # not contiguous
        kernels = rng.normal(4, c, 3, 3, dtype=dtype) / 4
        weight = rng.normal(3, 4 * h * w, dtype=dtype)
        check.facts(look_inside, "saliency", x, kernels, weight, target, used)


def cam_of_second_run(module, x, kernels, weight):
    """A layer that runs twice, and is worked on in place."""
    from layers import conv, dense
    from torch import nn

    layer, act = conv(kernels, padding=1), nn.ReLU(inplace=True)
    model = nn.Sequential(layer, act, layer, act, nn.Flatten(), dense(weight)).eval()
    return module.grad_cam(model, layer, x, 1)


def cam_without_evidence(module, x):
    """All evidence is for the class, all is against it, or there is none."""
    import torch
    from layers import conv, dense
    from torch import nn

    sides = torch.tensor([[1.0], [-1.0], [0.0]]).to(x)
    layer = conv(torch.ones(2, 1, 1, 1).to(x), bias=1.0)
    model = nn.Sequential(layer, nn.Flatten(), dense(sides.repeat(1, 2 * x.numel()))).eval()
    return [module.grad_cam(model, layer, x, target) for target in (0, 1, 2)]


@points(1)
@hint(
    "Take two maps of 1×2 and write the gradients down: one weight for each map, one sum, one"
    " ReLU, one division. What if all of the sum is negative? What do `.grad` and"
    " `layer._forward_hooks` hold before and after?"
)
def test_grad_cam__values_and_no_traces(check, rng):
    """maps smaller than the image, no evidence, in-place layers, nothing left behind"""
    for dtype, channels, target, used, large in (
        ("float64", 3, 1, False, 100),
        ("float64", 2, 2, True, 100),
        ("float32", 1, 0, False, 0.1),  # the largest value may be on either side of 1
    ):
        x = rng.normal(channels, 5, 9, dtype=dtype)
        kernels, weight = rng.normal(4, channels, 2, 3, dtype=dtype), rng.normal(3, 64, dtype=dtype)
        check.facts(look_inside, "grad_cam", x, kernels, weight * large, target, used)
    x, weight = rng.whole(2, 4, 5, dtype="float64"), rng.normal(2, 2, 3, 3, dtype="float64")
    check.probe(cam_of_second_run, x, weight, 100 * rng.normal(3, 40, dtype="float64"))
    check.probe(cam_without_evidence, rng.whole(1, 3, 4, low=0, high=5))


# ---------------------------------------------------------------- the experiment


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
        assert result["macs"] <= experiment.MAC_LIMIT, (
            f"your network needs {result['macs']:,} multiply-accumulates for one 32×32 picture;"
            f" the experiment allows {experiment.MAC_LIMIT:,}: shrink the picture earlier, or"
            " use fewer channels while it is large"
        )
        if verdict["middle"] >= experiment.NEEDED:
            break
    assert verdict["middle"] >= experiment.NEEDED, (
        f"after {len(result['check'])} epochs, and in a second try, your network gets only"
        f" {verdict['middle']:.0%} of the digits in the middle right; it needs"
        f" {experiment.NEEDED:.0%} before moving them shows anything"
    )
    assert verdict["kept"] >= experiment.HOLDS, (
        f"your network gets {verdict['middle']:.0%} right in the middle, but only"
        f" {verdict['moved']:.0%} when the digits are moved by {experiment.SHIFT} pixels: it keeps"
        f" {verdict['kept']:.0%} of its accuracy, and {experiment.HOLDS:.0%} are asked for"
        f"{experiment.why_lost(result)}"
    )
    record.leaderboard("parameters", result["parameters"], order="asc")
    record.leaderboard("accuracy under shift", round(verdict["moved"], 4), order="desc")
