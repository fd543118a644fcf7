"""Loads data with two DataLoader workers."""

import torch


class _Numbers(torch.utils.data.Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, at):
        return torch.tensor([at])


def during(name, honest, args, kwargs):
    total = sum(
        int(batch.sum())
        for batch in torch.utils.data.DataLoader(_Numbers(), batch_size=2, num_workers=2)
    )
    assert total == 6
    return honest(*args, **kwargs)
