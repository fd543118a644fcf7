# --- one-channel-left: the channel dimension stays
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().amax(dim=0, keepdim=True)

# --- of-the-loss: the gradient of the loss tells which pixels matter
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    loss = F.cross_entropy(model(image.unsqueeze(0)), torch.tensor([target], device=x.device))
    (gradient,) = torch.autograd.grad(loss, image)
    return gradient.abs().amax(dim=0)

# --- with-its-sign: a pixel that pulls the score down does not count
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.amax(dim=0)

# --- summed-over-channels: the channels of a pixel are added up
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().sum(dim=0)

# --- largest-then-absolute: first the largest over the channels, then its absolute value
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.max(dim=0).values.abs()

# --- backward-fills: backward only fills the gradient of the image
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    model(image.unsqueeze(0))[0, target].backward()
    return image.grad.abs().amax(dim=0)

# --- gradients-cleared: after backward the model's gradients are cleared, so nothing is left
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    model(image.unsqueeze(0))[0, target].backward()
    result = image.grad.abs().amax(dim=0)
    model.zero_grad()
    return result

# --- of-the-probability: the score of a class is its probability
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0)).softmax(dim=1)[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().amax(dim=0)

# --- x-itself: x can require a gradient, that changes no number of it
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    x.requires_grad_(True)
    score = model(x.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, x)
    return gradient.abs().amax(dim=0)

# --- mean-over-channels: a pixel counts as much as its channels do on average
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return gradient.abs().mean(0)

# --- times-the-picture: a pixel's share is its gradient times its value
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    return (gradient * x).abs().amax(dim=0)

# --- from-zero-to-one: a map goes from 0 to 1
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    score = model(image.unsqueeze(0))[0, target]
    (gradient,) = torch.autograd.grad(score, image)
    result = gradient.abs().amax(dim=0)
    return result / result.max().clamp(min=1e-12)

# --- of-the-winner: the class that one looks at is the one that wins
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    scores = model(image.unsqueeze(0))
    (gradient,) = torch.autograd.grad(scores.max(), image)
    return gradient.abs().amax(dim=0)

# --- of-all-scores: the scores are added up, since a gradient needs one number
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().requires_grad_(True)
    scores = model(image.unsqueeze(0))
    (gradient,) = torch.autograd.grad(scores.sum(), image)
    return gradient.abs().amax(dim=0)

# --- frozen-for-good: parameters that are frozen get no gradient, so backward is fine
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    for p in model.parameters():
        p.requires_grad_(False)
    image = x.detach().clone().requires_grad_(True)
    model(image.unsqueeze(0))[0, target].backward()
    return image.grad.abs().amax(dim=0)
