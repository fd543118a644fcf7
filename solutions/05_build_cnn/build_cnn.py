"""Build it, train it, shift it, look inside.

Two small networks, the loop that trains them, and three ways to see what they look at.
Images are torch tensors, channels first: one image is `(C, H, W)`, a batch is `(N, C, H, W)`.
"""

import math
from collections.abc import Iterable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

Batches = Iterable[tuple[Tensor, Tensor]]  # pairs of (images, labels)


def build_mlp(
    image_shape: tuple[int, ...] = (3, 32, 32), hidden: int = 512, num_classes: int = 10
) -> nn.Module:
    """A dense network: flatten, dense, ReLU, dense. Both dense layers have biases.

    It takes a batch `(N, *image_shape)` and gives raw scores `(N, num_classes)`: no softmax,
    because cross-entropy applies it by itself.

    >>> sum(p.numel() for p in build_mlp().parameters())
    1578506
    >>> build_mlp((1, 8, 12), hidden=20, num_classes=4)(torch.zeros(5, 1, 8, 12)).shape
    torch.Size([5, 4])
    """
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), hidden),
        nn.ReLU(),
        nn.Linear(hidden, num_classes),
    )
    ### END SOLUTION


def build_cnn(in_channels: int = 3, num_classes: int = 10) -> nn.Module:
    """A convolutional network of your own design.

    What it has to keep to:
    - at most 25,000 trainable parameters, for up to 3 channels in and up to 10 classes;
    - at least two `nn.Conv2d` layers that PyTorch knows of (`model.modules()` lists them)
      and that take part in the result;
    - images of any size from 16×16 up, also when they are not square;
    - batches of any size from 1, in training mode too;
    - raw scores `(N, num_classes)`, which may be negative: no softmax or log-softmax, no ReLU
      at the end.

    >>> net = build_cnn(in_channels=3, num_classes=10)
    >>> net(torch.zeros(1, 3, 16, 40)).shape
    torch.Size([1, 10])
    >>> sum(p.numel() for p in net.parameters()) <= 25_000
    True
    """

    ### BEGIN SOLUTION
    def block(n_in: int, n_out: int) -> list[nn.Module]:
        # Batch norm adds its own offset, so the convolution needs no bias.
        return [
            nn.Conv2d(n_in, n_out, kernel_size=3, padding=1, bias=False),
            nn.BatchNorm2d(n_out),
            nn.ReLU(),
        ]

    return nn.Sequential(
        *block(in_channels, 16),
        nn.MaxPool2d(2),
        *block(16, 32),
        nn.MaxPool2d(2),
        *block(32, 48),
        nn.AdaptiveAvgPool2d(1),  # any size in, one number per channel out
        nn.Flatten(),
        nn.Linear(48, num_classes),
    )
    ### END SOLUTION


def count_params(model: nn.Module) -> int:
    """How many numbers training may change. A parameter used in two places counts once.

    Frozen parameters (`requires_grad=False`) and buffers, such as the running means of batch
    norm, do not count.

    >>> count_params(nn.Linear(4, 3))
    15
    >>> layer = nn.Linear(4, 4)
    >>> count_params(nn.Sequential(layer, nn.ReLU(), layer))
    20
    """
    ### BEGIN SOLUTION
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
    ### END SOLUTION


def train_epoch(model: nn.Module, batches: Batches, optimizer: torch.optim.Optimizer) -> float:
    """Train on every batch once, and return the mean loss per example.

    In training mode, for each `(images, labels)`: clear the gradients, run the model, take the
    cross-entropy (its mean over the batch), go backward, take one step of the optimizer.

    `batches` is any iterable with at least one batch: perhaps a generator, which has no length
    and can be walked through only once. Batches may differ in size, and every *example* weighs
    the same in the mean that is returned. The model is left in training mode.

    >>> model = nn.Linear(2, 2)
    >>> _ = nn.init.zeros_(model.weight), nn.init.zeros_(model.bias)
    >>> sgd = torch.optim.SGD(model.parameters(), lr=1.0)
    >>> loss = train_epoch(model, [(torch.tensor([[1.0, 3.0]]), torch.tensor([0]))], sgd)
    >>> round(loss, 4)        # two equal scores: ln 2
    0.6931
    >>> model.weight.tolist()
    [[0.5, 1.5], [-0.5, -1.5]]
    """
    ### BEGIN SOLUTION
    model.train()
    total, examples = 0.0, 0
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)  # batches differ in size: weigh each by its size
        examples += len(labels)
    return total / examples
    ### END SOLUTION


def accuracy(model: nn.Module, batches: Batches) -> float:
    """The share of examples, from 0 to 1, whose highest score is that of their label.

    Runs in evaluation mode and without gradients. Afterwards the model, and each of its parts,
    is back in the mode it was in: a part may be in evaluation mode while the rest trains.
    `batches` is any iterable with at least one batch; sizes may differ.

    >>> model = nn.Identity()                  # the scores are the inputs
    >>> scores = torch.tensor([[3.0, 1.0], [0.0, 2.0], [5.0, 4.0], [1.0, 9.0]])
    >>> accuracy(model, [(scores, torch.tensor([0, 1, 0, 0]))])
    0.75
    """
    ### BEGIN SOLUTION
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    right, examples = 0, 0
    try:
        with torch.no_grad():
            for images, labels in batches:
                right += int((model(images).argmax(dim=1) == labels).sum())
                examples += len(labels)
    finally:
        for part, training in modes:
            part.training = training  # not part.train(): that would change its parts too
    return right / examples
    ### END SOLUTION


def depthwise_separable(in_channels: int, out_channels: int, stride: int = 1) -> nn.Module:
    """A convolution in two cheap steps: look around in each channel, then mix the channels.

    Depthwise 3×3 (one kernel per channel, padding 1, `stride`, no bias), batch norm, ReLU,
    pointwise 1×1 (no bias), batch norm, ReLU. Use `nn.Conv2d` and `nn.BatchNorm2d`.

    >>> block = depthwise_separable(8, 16, stride=2)
    >>> block(torch.zeros(2, 8, 9, 12)).shape
    torch.Size([2, 16, 5, 6])
    >>> [sum(p.numel() for p in layer.parameters()) for layer in block]
    [72, 16, 0, 128, 32, 0]
    """
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Conv2d(
            in_channels,
            in_channels,
            kernel_size=3,
            stride=stride,
            padding=1,
            groups=in_channels,  # as many groups as channels: no channel sees another
            bias=False,
        ),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(),
        nn.Conv2d(in_channels, out_channels, kernel_size=1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
    ### END SOLUTION


def feature_maps(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    """What the part `layer` of the model gives while `model(x)` runs, detached.

    - `layer` is the module object itself, for example `model[3]`.
    - If it runs twice, its last output counts.
    - An operation that works in place after the layer (such as `nn.ReLU(inplace=True)`) must
      not change what was captured.
    - Afterwards no hook of this function is left, also when the forward pass raises an error
      (which goes on to the caller). All other hooks, and the model's mode, are as they were.

    >>> model = nn.Sequential(nn.Flatten(), nn.ReLU(inplace=True))
    >>> feature_maps(model, model[0], torch.tensor([[[-1.0, 2.0]]]))
    tensor([[-1.,  2.]])
    """
    ### BEGIN SOLUTION
    captured = []

    def keep(_layer: nn.Module, _inputs: tuple, output: Tensor) -> None:
        captured.append(output.detach().clone())  # a copy: the next layer may work in place

    handle = layer.register_forward_hook(keep)
    try:
        model(x.clone())
    finally:
        handle.remove()
    return captured[-1]
    ### END SOLUTION


def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    """Which pixels move the score of class `target`, for one image `x` of shape `(C, H, W)`.

    The gradient of that raw score with respect to the image, its absolute value, and of these
    the largest over the channels: `(H, W)`. Afterwards the model and `x` are as they were:
    every parameter's `.grad`, every `requires_grad` and the mode too. Works in the mode that the
    model is in, mostly evaluation mode.

    >>> model = nn.Sequential(nn.Flatten(), nn.Linear(8, 2, bias=False))
    >>> _ = nn.init.constant_(model[1].weight, 1.0)
    >>> model[1].weight.data[1] = torch.tensor([1.0, -2, 3, -4, 5, 0, -7, 0])
    >>> saliency(model, torch.zeros(2, 2, 2), target=1)
    tensor([[5., 2.],
            [7., 4.]])
    """
    ### BEGIN SOLUTION
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0).clone())[0, target]  # a first layer may work in place
    (gradient,) = torch.autograd.grad(score, image)  # unlike backward(), fills no .grad
    return gradient.abs().amax(dim=0)
    ### END SOLUTION


def grad_cam(model: nn.Module, layer: nn.Module, x: Tensor, target: int) -> Tensor:
    """Where in the maps of `layer` the evidence for class `target` lies, from 0 to 1.

    For one image `x` of shape `(C, H, W)`:
    1. take the maps that `layer` gives, and the gradient of the raw score `target` with
       respect to them;
    2. the weight of a map is the mean of its gradient over all positions;
    3. add up the maps, each times its weight; set what is negative to zero;
    4. divide by the largest value. If that is zero, all stays zero.

    The result has the height and width of the maps. If the layer runs twice, its last output
    counts; an operation in place after it must not change what was captured. Afterwards the
    model and `x` are as they were: no hook and no gradient of this function is left, also where
    the model raises, and every `.grad`, every `requires_grad` and the mode is as before.

    >>> model = nn.Sequential(nn.Conv2d(1, 1, 1), nn.Flatten(), nn.Linear(4, 2))
    >>> for p in model.parameters():
    ...     _ = nn.init.ones_(p)
    >>> grad_cam(model, model[0], torch.tensor([[[0.0, 1.0], [-3.0, 3.0]]]), target=1)
    tensor([[0.2500, 0.5000],
            [0.0000, 1.0000]])
    """
    ### BEGIN SOLUTION
    captured = []

    def watch(_layer: nn.Module, _inputs: tuple, output: Tensor) -> Tensor:
        captured.append(output.detach().requires_grad_(True))
        return captured[-1].clone()  # the rest of the model goes on with a copy

    handle = layer.register_forward_hook(watch)
    try:
        score = model(x.detach().clone().unsqueeze(0))[0, target]
    finally:
        handle.remove()
    maps = captured[-1]
    (gradient,) = torch.autograd.grad(score, maps)

    weights = gradient.mean(dim=(2, 3), keepdim=True)
    cam = (weights * maps.detach()).sum(dim=1).squeeze(0).relu()
    largest = cam.max()
    return cam / largest if largest > 0 else cam
    ### END SOLUTION
