"""The sign is kept, and gradients are left behind

Two things at once. Your map shows the gradient with its sign, though saliency asks how much a
pixel matters, either way: where one channel has 1 and another -5, the answer is 5. And your
backward pass fills the `.grad` of every parameter on its way, where they stay; whoever trains
later without clearing takes a step that is partly yours. Look at the smallest entry of your
map, which should not be below zero, and at the `.grad` of a weight before and after. For the
first, think about what distance from zero means. For the second, look for a way of asking for a
gradient that hands it to you as a return value.
"""


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    score.backward()
    return image.grad.amax(dim=0)
