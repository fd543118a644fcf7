"""Gradients are left in the model

The map is right, but afterwards the parameters of the model hold gradients that they did not
have. The backward pass fills the `.grad` of everything on its way, not only of the picture.
Whoever trains the model later without clearing first takes a step that is partly yours. Look at
the `.grad` of each parameter before and after: it should be as it was, empty or not. Wiping it
at the end is no cure, since there may have been something in it before. There is a way of
asking for the gradient of one thing with respect to another, as a return value, with nothing
filled in anywhere. Look for it beside `backward`.
"""


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    score.backward()
    return image.grad.abs().amax(dim=0)
