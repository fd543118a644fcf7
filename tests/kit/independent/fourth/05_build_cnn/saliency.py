# --- throws-old-gradients-away: goes backward through the parameters too and empties their gradients afterwards; on a model whose gradients were not empty
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    image = x.detach().clone().unsqueeze(0).requires_grad_(True)
    score = model(image.clone())[0, target]
    score.backward()
    grad = image.grad[0]
    model.zero_grad(set_to_none=True)
    return grad.abs().max(dim=0)[0]


# --- abs-after-max: takes the largest over the channels first and the absolute value then; where the farthest from zero is negative and another channel is not
def saliency(model: nn.Module, x: Tensor, target: int) -> Tensor:
    with torch.enable_grad():
        leaf = x.detach().clone().requires_grad_()
        scores = model(leaf[None].clone())
        (g,) = torch.autograd.grad(scores[0, target], leaf)
    return g.amax(dim=0).abs()
