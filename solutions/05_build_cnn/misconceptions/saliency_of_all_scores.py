"""All classes together, not the target

You go backward from the sum of all scores. So the map says which pixels move the scores taken
together, and is the same for each target: what speaks for one class and against another cancels
out. With one class there is no difference. Take a dense layer with two classes, weights 3 and
-3 for the same pixel: this pixel decides between the classes more than any other, and in your
map it is black. PyTorch wants a single number to go backward from, and a sum is one way to get
one, but the task names another. Which one number of the scores is it?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0)).sum()
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().amax(dim=0)
