"""The gradient is multiplied by the picture

You multiply the gradient by the picture before you take absolute values. That is a known
relative of saliency, called gradient times input, and answers another question: how much of the
score this pixel contributes now. Saliency asks how much the score would move if the pixel
changed, so a black pixel can matter a great deal. In your map, all that is black in the picture
is black. Give a dense layer a picture of zeros: the saliency is the absolute weights, and your
map is empty. Which of your steps uses the values of the pixels, and does the description
mention them?
"""

import torch


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return (gradient * x).abs().amax(dim=0)
