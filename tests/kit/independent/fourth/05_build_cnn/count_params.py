# --- module-by-module: adds up what each module holds, so a tensor that two modules hold counts twice; on two layers with the same weight
def count_params(model: nn.Module) -> int:
    total = 0
    for module in model.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad:
                total += p.numel()
    return total
