"""Gradients that were there before are wiped out

You clear the model's gradients, before or after your own backward pass. So nothing of yours is
left behind, but neither is what was there: somebody may be collecting gradients over several
batches, look at a map in between, and find them gone. The task says that every parameter's
`.grad` is as it was before, which is more than empty. Fill each `.grad` with the number 2, call
your function and look again. Either you put back what you found, or you never touch it: PyTorch
can give you a gradient as a return value. Which of the two leaves less to go wrong?
"""


def saliency(model, x, target):
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    score.backward()
    model.zero_grad()
    return image.grad.abs().amax(dim=0)
