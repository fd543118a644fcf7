"""The map is scaled to a largest value of 1

You divide the map by its largest entry. For drawing that is useful, and the drawing program
does it by itself. But the values then say nothing any more: a picture that hardly moves the
score and one that moves it a lot give equally bright maps. Grad-CAM asks for a scaled map,
saliency does not. For one dense layer the map is the absolute weights, 5, 2, 7 and 4 in the
example of the docstring; yours would be 0.71, 0.29, 1 and 0.57. And what happens if all
gradients are zero? Compare the two descriptions sentence by sentence. Which step belongs to
only one of them?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    result = gradient.abs().amax(dim=0)
    return result / result.max()
