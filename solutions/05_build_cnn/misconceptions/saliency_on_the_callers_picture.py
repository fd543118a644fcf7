"""Gradients are left in the model and in the picture

You switch gradients on for the caller's own picture and go backward. The map is right, but two
things are left behind. Every parameter of the model has a gradient that it did not have before,
or a larger one; and the picture asks for gradients from now on and holds one. A second call
even adds to the old gradient of the picture, so the second map is twice as bright as the first.
Try that: call the function twice with the same picture. What you need is a picture with the
same numbers that is yours alone, and a way of asking for one gradient that does not fill any
`.grad`. Where would you look for each?
"""


def saliency(model, x, target):
    x.requires_grad_(True)
    model(x.unsqueeze(0))[0, target].backward()
    return x.grad.abs().amax(dim=0).clone()
