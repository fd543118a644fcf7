# --- part-by-part: adds up the own parameters of every part, so that a weight two parts share counts twice
def count_params(model):
    total = 0
    for part in model.modules():
        for p in part.parameters(recurse=False):
            if p.requires_grad:
                total += p.numel()
    return total


# --- known-layers: adds up what Linear and Conv2d have, and knows no other layer
def count_params(model):
    n = 0
    for m in model.modules():
        if isinstance(m, (nn.Linear, nn.Conv2d)):
            if m.weight.requires_grad:
                n += m.weight.numel()
            if m.bias is not None and m.bias.requires_grad:
                n += m.bias.numel()
    return n


# --- first-level-and-frozen: two mistakes, looks only at the direct children, and counts frozen ones
def count_params(model):
    return sum(p.numel() for child in model.children() for p in child.parameters())
