# --- frozen-too: a parameter is a parameter
def count_params(model: nn.Module) -> int:
    return sum(p.numel() for p in model.parameters())

# --- tensors: each parameter counts once
def count_params(model: nn.Module) -> int:
    return len([p for p in model.parameters() if p.requires_grad])

# --- state-dict: everything that is saved with the model is learned
def count_params(model: nn.Module) -> int:
    frozen = {name for name, p in model.named_parameters() if not p.requires_grad}
    return sum(v.numel() for name, v in model.state_dict().items() if name not in frozen)

# --- layer-by-layer: go through all modules and add up what each of them owns
def count_params(model: nn.Module) -> int:
    total = 0
    for module in model.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad:
                total += p.numel()
    return total

# --- duplicates-kept: a layer that is used twice works twice, so it counts twice
def count_params(model: nn.Module) -> int:
    return sum(
        p.numel()
        for _, p in model.named_parameters(remove_duplicate=False)
        if p.requires_grad
    )

# --- weights-only: the parameters of a layer are its weights
def count_params(model: nn.Module) -> int:
    total = 0
    for name, p in model.named_parameters():
        if p.requires_grad and name.endswith("weight"):
            total += p.numel()
    return total

# --- children: a model is made of its children
def count_params(model: nn.Module) -> int:
    total, seen = 0, set()
    for child in model.children():
        for p in child.parameters():
            if p.requires_grad and id(p) not in seen:
                seen.add(id(p))
                total += p.numel()
    return total

# --- with-buffers: the running means change in training, so they count
def count_params(model: nn.Module) -> int:
    learned = sum(p.numel() for p in model.parameters() if p.requires_grad)
    return learned + sum(b.numel() for b in model.buffers())

# --- numpy-product: np.prod of a shape is an int
import numpy as np

def count_params(model: nn.Module) -> int:
    return sum(np.prod(p.shape) for p in model.parameters() if p.requires_grad)

# --- has-gradient: what training may change has a gradient
def count_params(model: nn.Module) -> int:
    return sum(p.numel() for p in model.parameters() if p.grad is not None)
