# --- no-absolute-value: negative gradients count as small; shows on weights (1, -2, 3, -4)
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    score = model(x.unsqueeze(0))[0, target]
    (grad,) = torch.autograd.grad(score, x)
    return grad.max(dim=0).values

# --- mean-over-channels: averages the channels; shows on two channels
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    score = model(x.unsqueeze(0))[0, target]
    (grad,) = torch.autograd.grad(score, x)
    return grad.abs().mean(dim=0)

# --- absolute-value-too-late: the largest over channels first, then its absolute value; shows on channels (-4, 0)
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    score = model(x.unsqueeze(0))[0, target]
    (grad,) = torch.autograd.grad(score, x)
    return grad.amax(0).abs()

# --- gradients-left: backward() fills the parameters' gradients; shows in the model
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    model(x[None])[0, target].backward()
    return x.grad.abs().amax(dim=0)

# --- input-marked: asks x itself for gradients; shows in x.requires_grad
def saliency(model, x, target):
    x.requires_grad_()
    score = model(x.unsqueeze(0))[0, target]
    grad = torch.autograd.grad(score, x)[0]
    return grad.abs().max(0)[0]

# --- old-gradients-wiped: clears all gradients at the end, also those that were there; shows on a model with gradients
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    model.zero_grad()
    model(x[None])[0, target].backward()
    result = x.grad.abs().amax(dim=0)
    model.zero_grad()
    return result

# --- of-the-probability: takes the gradient after a softmax; shows on every model
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    p = model(x.unsqueeze(0)).softmax(1)[0, target]
    (grad,) = torch.autograd.grad(p, x)
    return grad.abs().amax(0)

# --- of-the-loss: takes the gradient of the cross-entropy; shows on every model
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    loss = F.cross_entropy(model(x[None]), torch.tensor([target], device=x.device))
    (grad,) = torch.autograd.grad(loss, x)
    return grad.abs().amax(0)

# --- of-all-scores: goes back from the sum of the scores; shows on more than one class
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    (grad,) = torch.autograd.grad(model(x[None]).sum(), x)
    return grad.abs().amax(0)

# --- of-the-best-class: takes the highest score, not the one asked for; shows on a target that is not the highest
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    (grad,) = torch.autograd.grad(model(x[None]).max(), x)
    return grad.abs().amax(0)

# --- scaled-to-one: divides by the largest; shows on every model
def saliency(model, x, target):
    x = x.detach().clone().requires_grad_(True)
    (grad,) = torch.autograd.grad(model(x[None])[0, target], x)
    s = grad.abs().amax(0)
    return s / s.max()

# --- times-the-picture: gradient times input; shows on a picture that is not all ones
def saliency(model, x, target):
    inp = x.detach().clone().requires_grad_(True)
    (grad,) = torch.autograd.grad(model(inp[None])[0, target], inp)
    return (grad * x).abs().amax(0)
