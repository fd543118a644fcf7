"""The risk looked up in a table of limits, the shuffle by einsum."""

import torch


def overfit_risk(n_params, n_examples):
    if n_examples <= 0:
        raise ValueError(f"{n_examples} examples are too few")
    ratio = float(n_params / n_examples)
    levels = {"high": 10, "medium": 1}
    return ratio, next((name for name, limit in levels.items() if ratio > limit), "low")


def shuffle_weights(weight, perm):
    one_hot = torch.nn.functional.one_hot(perm, num_classes=perm.shape[0]).to(weight)
    return torch.einsum("mn,jn->mj", weight, one_hot)
