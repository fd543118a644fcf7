# --- tidies-too-much: clears the model's gradients afterwards, also those that were there before
def saliency(model, x, target):
    image = x.detach().clone()[None].requires_grad_()
    model(image)[0, target].backward()
    result = image.grad.abs()[0].amax(0)
    model.zero_grad()
    return result


# --- probability: goes back from the softmax, so from the probability and not from the raw score
def saliency(model, x, target):
    image = x.detach().clone().requires_grad_()
    p = torch.softmax(model(image[None]), dim=1)[0, target]
    (g,) = torch.autograd.grad(p, image)
    return g.abs().amax(dim=0)


# --- requires-grad-on-x: switches requires_grad on at the caller's own picture
def saliency(model, x, target):
    x.requires_grad_(True)
    score = model(x.unsqueeze(0))[0][target]
    (g,) = torch.autograd.grad(score, x)
    return g.abs().max(0)[0]


# --- freezes-the-model: freezes all parameters so that backward leaves them alone, and thaws all of them afterwards
def saliency(model, x, target):
    for p in model.parameters():
        p.requires_grad_(False)
    image = x.detach().clone().requires_grad_()
    model(image[None])[0, target].backward()
    for p in model.parameters():
        p.requires_grad_(True)
    return image.grad.abs().amax(0)
