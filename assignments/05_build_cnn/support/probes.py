"""The questions of examples.py: each asks your functions something, and gives plain data back.

`module` is your build_cnn.py. In an example you leave it out:

    ("mlp_parameters", ((1, 8, 12), 20, 4), 2024)
"""


def mlp_parameters(module, image_shape, hidden, num_classes):
    """How many parameters build_mlp's network has."""
    import torch
    from layers import sized

    model = sized(module.build_mlp(image_shape, hidden, num_classes), torch.zeros(1, *image_shape))
    return sum(parameter.numel() for parameter in model.parameters())


def separable_parameters(module, in_channels, out_channels):
    """How many parameters depthwise_separable's block has."""
    block = module.depthwise_separable(in_channels, out_channels)
    return sum(parameter.numel() for parameter in block.parameters())


def separable_shape(module, in_channels, out_channels, stride, height, width):
    """The shape that depthwise_separable's block makes of one picture."""
    import torch

    block = module.depthwise_separable(in_channels, out_channels, stride).eval()
    return tuple(block(torch.zeros(1, in_channels, height, width)).shape)


def share_right(module, batches):
    """accuracy of a model that gives back its input: the scores are yours to choose.

    batches is a list of pairs (scores, labels): float tensors (N, K) and whole numbers (N,).
    """
    import torch

    return module.accuracy(torch.nn.Identity(), batches)


def mean_loss(module, batches):
    """What train_epoch returns for such a model, which learns nothing: its learning rate is 0.

    Scores of 0 and 100 are easy to work with: the loss is 0 where the label has the 100, and
    100 where it has the 0.
    """
    import torch

    class Scores(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.scale = torch.nn.Parameter(torch.ones(()))

        def forward(self, x):
            return self.scale * x

    model = Scores()
    return module.train_epoch(model, batches, torch.optim.SGD(model.parameters(), lr=0.0))


def saliency_of(module, weight, image, target):
    """saliency of a dense layer on the flattened image: weight is (K, C, H, W), image (C, H, W)."""
    import torch

    dense = torch.nn.Linear(image.numel(), len(weight), bias=False)
    dense.weight.data = weight.flatten(1).clone()
    return module.saliency(torch.nn.Sequential(torch.nn.Flatten(), dense).eval(), image, target)


def cam_of(module, maps, weights):
    """grad_cam where the maps are the image itself, and the score is the sum of weighted means.

    maps is (K, H, W), weights is (K,): map k counts with weights[k].
    """
    import torch

    class Head(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.maps = torch.nn.Identity()

        def forward(self, x):
            return (self.maps(x).mean(dim=(2, 3)) * weights).sum(dim=1, keepdim=True)

    model = Head().eval()
    return module.grad_cam(model, model.maps, maps, 0)
