# --- frozen-too: counts what training may not change; shows on a frozen bias
def count_params(model):
    return sum(p.numel() for p in model.parameters())

# --- buffers-too: counts all of the state, running means too; shows on a batch norm
def count_params(model):
    return sum(t.numel() for t in model.state_dict().values())

# --- tensors-not-numbers: counts parameter tensors; shows on every model
def count_params(model):
    return len([p for p in model.parameters() if p.requires_grad])

# --- weights-only: leaves out the biases; shows on any layer with a bias
def count_params(model):
    total = 0
    for name, p in model.named_parameters():
        if "weight" in name and p.requires_grad:
            total += p.numel()
    return total

# --- child-by-child: adds up the children, so a single layer has none and shared weights count twice; shows on nn.Linear(4, 3)
def count_params(model):
    total = 0
    for child in model.children():
        total += sum(p.numel() for p in child.parameters() if p.requires_grad)
    return total

# --- every-use-counts: asks for parameters with their duplicates; shows on a layer used twice
def count_params(model):
    return sum(
        p.numel() for _, p in model.named_parameters(remove_duplicate=False) if p.requires_grad
    )

# --- first-two-sizes: multiplies height and width only; shows on a convolution
def count_params(model):
    n = 0
    for p in model.parameters():
        if p.requires_grad:
            n += p.shape[0] * (p.shape[1] if p.dim() > 1 else 1)
    return n
