"""Hidden tests for 05: build it, train it, shift it, look inside."""

import experiment
import torch

from autograder.testing import hint, limit, needs, points, visible

# ---------------------------------------------------------------- the two networks


def dense_facts(module, x, hidden, num_classes):
    """Fill the network with known numbers, so that its scores are known too."""
    import torch

    shape = tuple(x.shape[1:])
    n = x[0].numel()
    model = module.build_mlp(shape, hidden=hidden, num_classes=num_classes).to(x)
    with torch.no_grad():
        for p in model.parameters():
            values = (torch.arange(p.numel()) * 5 + p.numel()) % 7 - 3
            transposed = tuple(p.shape) in ((n, hidden), (hidden, num_classes))
            values = values.view(p.shape[::-1]).t() if transposed else values.view(p.shape)
            p.copy_(values)
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
    check.probe(dense_facts, rng.whole(3, 2, 3, 5), 7, 4)
    check.probe(dense_facts, rng.whole(1, 1, 4, 9, dtype="float64"), 6, 1)
    check.probe(dense_defaults, torch.zeros(2, 3, 32, 32))


def facts_of_sizes(module, x):
    """What comes out for many sizes; an error is a fact too. `x` tells the device."""
    import torch

    def outcome(in_channels, num_classes, batch, height, width, training=False):
        torch.manual_seed(0)
        try:
            model = module.build_cnn(in_channels=in_channels, num_classes=num_classes)
            model.to(x.device).train(training)
            pictures = torch.rand(batch, in_channels, height, width, device=x.device)
            with torch.no_grad():
                return list(model(pictures).shape)
        except NotImplementedError:
            raise
        except Exception as error:
            return f"raises {type(error).__name__}"

    plain = module.build_cnn().to(x.device).eval()
    return {
        "2 pictures, nothing asked for": list(plain(torch.zeros(2, 3, 32, 32).to(x)).shape),
        "3 pictures of 32×32, 3 channels": outcome(3, 10, 3, 32, 32),
        "1 channel": outcome(1, 10, 2, 32, 32),
        "2 channels, 7 classes": outcome(2, 7, 2, 32, 32),
        "1 class": outcome(3, 1, 2, 32, 32),
        "16×64, as many pixels as 32×32": outcome(3, 10, 2, 16, 64),
        "33×47": outcome(3, 10, 2, 33, 47),
        "48×40": outcome(1, 10, 2, 48, 40),
        "16×16": outcome(3, 10, 2, 16, 16),
        "17×16": outcome(3, 10, 2, 17, 16),
        "a batch of 1": outcome(3, 10, 1, 32, 32),
        "a batch of 1 in training mode": outcome(3, 10, 1, 32, 32, True),
        "a batch of 1 of 16×16 in training mode": outcome(3, 10, 1, 16, 16, True),
        "a batch of 5 of 24×40 in training mode": outcome(1, 4, 5, 24, 40, True),
    }


@points(1)
@hint(
    "Try pictures of 16×16, of 48×20, and a batch of one in training mode. Which layer of yours"
    " counts on one certain size, or needs several numbers to take a mean of?"
)
def test_build_cnn__any_size_any_batch(check):
    """pictures of any size from 16×16, batches of any size, other channels and classes"""
    check.probe(facts_of_sizes, torch.zeros(1))


def facts_of_design(module, x):
    """Is it within the rules? Nothing here depends on how the network is built."""
    import torch
    from torch import nn

    def within_limit(in_channels, num_classes):
        model = module.build_cnn(in_channels, num_classes).to(x.device).eval()
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
    sums = [s.sum(dim=1) for s in scores]
    log_sums = [s.logsumexp(dim=1) for s in scores]
    negative = any(bool((s < 0).any()) for s in scores)

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
        "at most 25,000 parameters for 3 channels": within_limit(3, 10),
        "at most 25,000 parameters for 1 channel": within_limit(1, 10),
        "two convolutions or more are registered": len(convolutions) >= 2,
        "two convolutions or more take part": len(taking_part) >= 2,
        "all weights that take part are registered": unknown == 0,
        "each row of scores sums to 1, as after a softmax": not negative
        and all(bool((s - 1).abs().max() < 1e-4) for s in sums),
        "looks like a log-softmax": all(bool(s.abs().max() < 1e-4) for s in log_sums),
        "some scores are negative": negative,
        "float64 in, float64 out": double(x.double()).dtype is torch.float64,
    }


@points(1)
@hint(
    "List `model.modules()`: are your convolutions there? Look at the scores of a few pictures:"
    " raw scores are any numbers, negative ones too, and do not sum to anything in particular."
)
def test_build_cnn__within_the_rules(check, rng):
    """at most 25,000 parameters, two registered convolutions, raw scores"""
    check.probe(facts_of_design, rng.normal(4, 3, 24, 32))


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
    return {
        "frozen weights, batch norm": module.count_params(frozen.to(x.device)),
        "one weight in two layers": module.count_params(tied.to(x.device)),
        "one layer used three times": module.count_params(nn.Sequential(block, block, block[0])),
        "a module's own parameters": module.count_params(Own().to(x.device)),
        "no parameters at all": module.count_params(nn.Sequential(nn.ReLU(), nn.Flatten())),
    }


@points(1)
@hint(
    "Make a batch norm layer, freeze one weight, and let two layers share a third: which numbers"
    " would an optimizer change, and how often does each exist?"
)
def test_count_params__shared_frozen_and_unusual(check):
    """shared parameters, frozen ones, buffers, parameters of a module's own"""
    check.probe(counts, torch.zeros(1))


# ---------------------------------------------------------------- training


def order_of_events(module, x, y, sizes):
    """At each step of the optimizer: is there a gradient, and was it worked out for this batch?"""
    import torch
    from torch import nn

    steps, backwards = [], []

    class Watched(torch.optim.SGD):
        def step(self, closure=None):
            there = closure is not None or model.weight.grad is not None
            loss = super().step(closure)
            steps.append({"gradient": there, "backward passes so far": len(backwards)})
            return loss

    model = nn.Linear(x.shape[1], 3).to(x)
    model.weight.register_hook(lambda gradient: backwards.append(1))
    optimizer = Watched(model.parameters(), lr=0.1)
    module.train_epoch(model, zip(x.split(sizes), y.split(sizes)), optimizer)
    return {"steps": steps, "backward passes": len(backwards)}


def after_one_epoch(module, x, y, first, second, sizes):
    """The weights after one epoch in batches of unequal sizes, with gradients left over before."""
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Linear(first.shape[1], first.shape[0], bias=False),
        nn.Tanh(),
        nn.Linear(second.shape[1], second.shape[0], bias=False),
    ).to(x)
    with torch.no_grad():
        model[0].weight.copy_(first)
        model[2].weight.copy_(second)
    for p in model.parameters():
        p.grad = torch.ones_like(p)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.5)
    module.train_epoch(model, zip(x.split(sizes), y.split(sizes)), optimizer)
    return {"first weight": model[0].weight.detach(), "second weight": model[2].weight.detach()}


@points(1)
@hint(
    "Take one batch of one example and do the step by hand. Then two batches: what is left in"
    " `.grad` when the second one begins? And what if something was in it at the very start?"
)
def test_train_epoch__the_steps_in_order(check, rng):
    """the weights after several batches of unequal sizes, from an iterable without a length"""
    x, y = rng.normal(9, 4, dtype="float64"), rng.whole(9, low=0, high=2, dtype="int64")
    first, second = rng.normal(5, 4, dtype="float64"), rng.normal(3, 5, dtype="float64")
    check.probe(order_of_events, x, y, [4, 4, 1])
    check.probe(after_one_epoch, x, y, first, second, [4, 3, 2])
    check.probe(after_one_epoch, x, y, first, second, [1, 8])


def loss_of_one_epoch(module, x, y, weight, sizes, rate):
    """The loss that is reported, in batches of unequal sizes."""
    import torch
    from torch import nn

    model = nn.Linear(weight.shape[1], weight.shape[0], bias=False).to(x)
    with torch.no_grad():
        model.weight.copy_(weight)
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
    """Which mode each part is in while batches run, and afterwards."""
    import torch
    from torch import nn

    seen = []

    class Watch(nn.Module):
        def forward(self, scores):
            seen.append(self.training)
            return scores

    norm = nn.BatchNorm1d(x.shape[1])
    model = nn.Sequential(norm, nn.Sequential(nn.Linear(x.shape[1], 3), Watch())).to(x)
    model.train(training)
    norm.eval()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    module.train_epoch(model, zip(x.split(sizes), y.split(sizes)), optimizer)
    return {
        "in training mode while each batch runs": seen,
        "in training mode afterwards": [part.training for part in model.modules()],
        "running mean": norm.running_mean.clone(),
    }


@points(1)
@hint(
    "Ask `model.training` before, during and after an epoch. A model that was just tested comes"
    " to you in evaluation mode."
)
def test_train_epoch__in_training_mode(check, rng):
    """training mode, also for a model that comes in evaluation mode"""
    x, y = rng.whole(7, 3), rng.whole(7, low=0, high=2, dtype="int64")
    check.probe(modes_of_one_epoch, x, y, [4, 3], False)
    check.probe(modes_of_one_epoch, x, y, [3, 2, 2], True)


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


def modes_of_accuracy(module, x, y, sizes, training, odd_parts):
    """What the parts' modes, gradients and statistics are, during and after."""
    import torch
    from torch import nn

    seen = []

    class Watch(nn.Module):
        def forward(self, scores):
            seen.append([self.training, scores.requires_grad])
            return scores

    norm = nn.BatchNorm1d(x.shape[1])
    inner = nn.Sequential(nn.Linear(x.shape[1], 3), nn.Dropout(0.5), Watch())
    model = nn.Sequential(norm, inner).to(x)
    with torch.no_grad():
        norm.running_mean.fill_(1.0)
        for p in inner.parameters():
            p.copy_(((torch.arange(p.numel()) * 5) % 7 - 3).view(p.shape))
    model.train(training)
    parts = list(model.modules())
    for index in odd_parts:
        parts[index].training = not training
    torch.manual_seed(0)
    share = module.accuracy(model, zip(x.split(sizes), y.split(sizes)))
    facts = {
        "share right": share,
        "in evaluation mode while it runs": [not training for training, _ in seen],
        "scores that carry gradients": [gradients for _, gradients in seen],
        "training mode of each part afterwards": [part.training for part in parts],
        "gradients are possible afterwards": torch.is_grad_enabled(),
        "parameters that still train": [p.requires_grad for p in model.parameters()],
        "parameters with gradients": [p.grad is not None for p in model.parameters()],
        "running mean": norm.running_mean.clone(),
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
    check.probe(modes_of_accuracy, x, y, [4, 3], True, [])
    check.probe(modes_of_accuracy, x, y, [4, 3], False, [])
    check.probe(modes_of_accuracy, x, y, [2, 5], True, [1])
    check.probe(modes_of_accuracy, x, y, [2, 5], False, [2, 4])
    check.probe(modes_of_accuracy, x, y, [7], True, [0, 2])


# ---------------------------------------------------------------- the separable block


def separable_facts(module, x, out_channels, stride, training):
    """Fill the block with known numbers, so that its output is known too."""
    import torch
    from torch import nn

    def numbers(like, step):
        return ((torch.arange(like.numel()) * step + 1) % 7 - 3).view(like.shape).to(like)

    options = {} if stride is None else {"stride": stride}
    block = module.depthwise_separable(x.shape[1], out_channels, **options)
    block.to(x).train(training)
    with torch.no_grad():
        for p in block.parameters():
            p.copy_(numbers(p, 5) / 2)
        for part in block.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.weight.copy_(numbers(part.weight, 2).abs() + 1)
                part.bias.copy_(numbers(part.bias, 3) / 4)
                part.running_mean.copy_(numbers(part.running_mean, 4))
                part.running_var.copy_(numbers(part.running_var, 3).abs() + 1)
        output = block(x)
    return {"parameters": sum(p.numel() for p in block.parameters()), "output": output}


@points(1)
@hint(
    "Count the numbers in each layer for 4 channels in and 6 out. Which of the two convolutions"
    " takes the stride, which one sees only its own channel, and what follows each of them?"
)
def test_depthwise_separable__other_channels_and_strides(check, rng):
    """other channels, strides and sizes, in both modes"""
    check.probe(separable_facts, rng.whole(2, 4, 7, 10), 6, None, False)
    check.probe(separable_facts, rng.whole(2, 5, 8, 9, dtype="float64"), 3, 2, False)
    check.probe(separable_facts, rng.whole(3, 3, 6, 11, dtype="float64"), 7, 3, True)
    check.probe(separable_facts, rng.whole(1, 1, 4, 5), 2, 1, False)


# ---------------------------------------------------------------- looking inside


def captured_maps(module, x, weight, which):
    """Maps of one layer of a small network that works in place and does not keep sizes."""
    import torch
    from torch import nn

    class Branches(nn.Module):
        def __init__(self):
            super().__init__()
            self.stem = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[2:])
            self.act = nn.ReLU(inplace=True)
            self.pool = nn.MaxPool2d(2)
            self.same = nn.Identity()
            self.shift = nn.Hardtanh(-2.0, 2.0, inplace=True)
            self.last = nn.ReLU()

        def forward(self, x):
            x = self.same(x)
            y = self.act(self.stem(x))
            y = self.shift(self.pool(y))
            return self.last(self.shift(y - 1)).sum(dim=(1, 2, 3))

    model = Branches().to(x).eval()
    with torch.no_grad():
        model.stem.weight.copy_(weight)
        model.stem.bias.fill_(-2.0)
    before = x.clone()
    maps = module.feature_maps(model, getattr(model, which), x)
    return {
        "maps": maps,
        "detached": not maps.requires_grad,
        "shares memory with the input": maps.data_ptr() == x.data_ptr(),
        "input as before": bool(torch.equal(x, before)),
    }


def traces_of_maps(module, x, training, fails):
    """Hooks, modes and switches after the call, also where the forward pass raises."""
    import torch
    from torch import nn

    class Last(nn.Module):
        def forward(self, y):
            if fails:
                raise RuntimeError("the forward pass stops here")
            return y

    layer = nn.Conv2d(x.shape[1], 2, 3)
    model = nn.Sequential(nn.Dropout(0.5), layer, nn.BatchNorm2d(2), Last()).to(x)
    model.train(training)
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
    parts = list(model.modules())
    facts = {
        "hooks on the parts": [
            len(part._forward_hooks) + len(part._forward_pre_hooks) + len(part._backward_hooks)
            for part in parts
        ],
        "training mode of each part": [part.training for part in parts],
        "forward replaced": any("forward" in vars(part) for part in parts),
        "gradients are possible afterwards": torch.is_grad_enabled(),
    }
    calls.clear()
    layer(x)
    facts["hooks of others that still run"] = calls
    torch.set_grad_enabled(True)
    return facts


def maps_of_second_run(module, x, weight):
    """A layer that runs twice."""
    import torch
    from torch import nn

    class Twice(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Conv2d(2, 2, 2)

        def forward(self, x):
            return self.layer(self.layer(x)[..., 1:]).relu_()

    model = Twice().to(x).eval()
    with torch.no_grad():
        model.layer.weight.copy_(weight)
        model.layer.bias.zero_()
    return module.feature_maps(model, model.layer, x)


@points(1)
@hint(
    "Count `layer._forward_hooks` before and after a call that raises. Print the smallest entry of"
    " the maps of a convolution that an in-place ReLU follows. And for a layer that runs twice?"
)
def test_feature_maps__in_place_twice_and_traces(check, rng):
    """in-place layers, a layer that runs twice, no traces left, also after an error"""
    x, weight = rng.whole(2, 3, 7, 10), rng.whole(4, 3, 2, 3)
    for which in ("stem", "pool", "act", "same", "shift"):
        check.probe(captured_maps, x, weight, which)
    check.probe(captured_maps, x.double() / 3, weight.double() / 7, "stem")
    check.probe(maps_of_second_run, rng.whole(1, 2, 6, 8), rng.whole(2, 2, 2, 2))
    check.probe(traces_of_maps, x, False, False)
    check.probe(traces_of_maps, x, True, False)
    check.probe(traces_of_maps, x, False, True)


def saliency_facts(module, x, kernels, dense, target, used_before):
    """The map for a small network whose gradients change from pixel to pixel, and all traces."""
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Conv2d(x.shape[0], kernels.shape[0], 3, padding=1),
        nn.Tanh(),
        nn.Dropout(0.5),
        nn.Flatten(),
        nn.Linear(dense.shape[1], dense.shape[0]),
    ).to(x)
    with torch.no_grad():
        model[0].weight.copy_(kernels)
        model[4].weight.copy_(dense)
        model[0].bias.zero_()
        model[4].bias.zero_()
    model[4].bias.requires_grad_(False)
    model.eval()
    if used_before:
        x.requires_grad_(True)
        x.grad = torch.full_like(x, 3.0)
        for p in model.parameters():
            p.grad = torch.full_like(p, 2.0)
    before = x.detach().clone()
    weights = [p.detach().clone() for p in model.parameters()]
    result = module.saliency(model, x, target)
    grads = [p.grad for p in model.parameters()]
    kept = [g is not None and bool((g == 2).all()) for g in grads]
    return {
        "map": result,
        "gradients in the model as before": kept if used_before else [g is None for g in grads],
        "requires_grad as before": [p.requires_grad for p in model.parameters()],
        "weights as before": all(torch.equal(p, w) for p, w in zip(model.parameters(), weights)),
        "in evaluation mode": not any(part.training for part in model.modules()),
        "image as before": bool(torch.equal(x.detach(), before)),
        "image requires gradients": x.requires_grad,
        "gradient of the image": 0.0 if x.grad is None else x.grad.sum().item() / x.numel(),
        "gradients are possible afterwards": torch.is_grad_enabled(),
    }


@points(1)
@hint(
    "For one dense layer the map can be written down: it comes from the weights of one class."
    " Look at the sign of each entry, at how the channels become one, and at every `.grad` (of"
    " the model and of the image) before and after."
)
def test_saliency__values_and_no_traces(check, rng):
    """the map of a network with a curve in it, and nothing left behind"""
    for dtype, shape, target, used in (
        ("float64", (3, 4, 6), 1, False),
        ("float64", (2, 5, 3), 0, True),
        ("float32", (1, 3, 5), 2, False),
    ):
        c, h, w = shape
        x = rng.normal(w, h, c, dtype=dtype).permute(2, 1, 0)  # not contiguous
        kernels = rng.normal(4, c, 3, 3, dtype=dtype)
        dense = rng.normal(3, 4 * h * w, dtype=dtype)
        check.probe(saliency_facts, x, kernels / 4, dense, target, used)


def cam_facts(module, x, kernels, dense, target, used_before):
    """The map of a strided layer that works on in place afterwards, and all traces."""
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Conv2d(x.shape[0], kernels.shape[0], kernels.shape[2:], stride=(1, 2)),
        nn.Hardtanh(-1.5, 1.5, inplace=True),
        nn.Dropout(0.5),
        nn.Flatten(),
        nn.Linear(dense.shape[1], dense.shape[0]),
    ).to(x)
    with torch.no_grad():
        model[0].weight.copy_(kernels)
        model[4].weight.copy_(dense)
        model[0].bias.zero_()
        model[4].bias.zero_()
    model[4].bias.requires_grad_(False)
    model.eval()
    calls = []
    model[0].register_forward_hook(lambda part, inputs, output: calls.append("someone else's"))
    if used_before:
        x.requires_grad_(True)
        x.grad = torch.full_like(x, 3.0)
        for p in model.parameters():
            p.grad = torch.full_like(p, 2.0)
    before = x.detach().clone()
    result = module.grad_cam(model, model[0], x, target)
    grads = [p.grad for p in model.parameters()]
    kept = [g is not None and bool((g == 2).all()) for g in grads]
    facts = {
        "map": result,
        "gradients in the model as before": kept if used_before else [g is None for g in grads],
        "requires_grad as before": [p.requires_grad for p in model.parameters()],
        "hooks on the parts": [
            len(part._forward_hooks) + len(part._forward_pre_hooks) + len(part._backward_hooks)
            for part in model.modules()
        ],
        "in evaluation mode": not any(part.training for part in model.modules()),
        "image as before": bool(torch.equal(x.detach(), before)),
        "image requires gradients": x.requires_grad,
        "gradient of the image": 0.0 if x.grad is None else x.grad.sum().item() / x.numel(),
        "gradients are possible afterwards": torch.is_grad_enabled(),
    }
    calls.clear()
    model(x.detach()[None])
    facts["hooks of others that still run"] = calls
    return facts


def cam_of_second_run(module, x, weight, dense):
    """A layer that runs twice, and is worked on in place."""
    import torch
    from torch import nn

    class Twice(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Conv2d(2, 2, 3, padding=1, bias=False)
            self.act = nn.ReLU(inplace=True)
            self.last = nn.Linear(dense.shape[1], dense.shape[0])

        def forward(self, x):
            y = self.act(self.layer(self.act(self.layer(x))))
            return self.last(y.flatten(1))

    model = Twice().to(x).eval()
    with torch.no_grad():
        model.layer.weight.copy_(weight)
        model.last.weight.copy_(dense)
        model.last.bias.zero_()
    return module.grad_cam(model, model.layer, x, 1)


def cam_without_evidence(module, x):
    """All evidence is against the class, or there is none."""
    import torch
    from torch import nn

    model = nn.Sequential(nn.Conv2d(1, 2, 1), nn.Flatten(), nn.Linear(2 * x.numel(), 3)).to(x)
    with torch.no_grad():
        for p in model.parameters():
            p.fill_(1.0)
        model[2].weight[1] = -1.0
        model[2].weight[2] = 0.0
    model.eval()
    return [module.grad_cam(model, model[0], x, target) for target in (0, 1, 2)]


@points(1)
@hint(
    "Take two maps of 1×2 and write the gradients down: one weight for each map, one sum, one"
    " ReLU, one division. What if all of the sum is negative? What do `.grad` and"
    " `layer._forward_hooks` hold before and after?"
)
def test_grad_cam__values_and_no_traces(check, rng):
    """maps smaller than the image, no evidence, in-place layers, nothing left behind"""
    for dtype, channels, target, used in (
        ("float64", 3, 1, False),
        ("float64", 2, 2, True),
        ("float32", 1, 0, False),
    ):
        x = rng.normal(channels, 5, 9, dtype=dtype)
        kernels = rng.normal(4, channels, 2, 3, dtype=dtype)
        # Large maps and, in float32, small ones: the largest value may be on either side of 1.
        dense = rng.normal(3, 4 * 4 * 4, dtype=dtype) * (100 if dtype == "float64" else 0.1)
        check.probe(cam_facts, x, kernels, dense, target, used)
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
    )
    record.leaderboard("parameters", result["parameters"], order="asc")
    record.leaderboard("accuracy under shift", round(verdict["moved"], 4), order="desc")
