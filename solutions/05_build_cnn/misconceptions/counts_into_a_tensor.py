"""The count is a tensor

The number is right, but it is a tensor and not a Python int. In a print-out both look much
alike. As a tensor it behaves oddly later: divided by another count it gives a float32 with
seven digits, it cannot be used everywhere as a whole number, and in a table or a file it
appears as `tensor(448)`. All counting functions of this course give ints, exact at any size.
Ask for the type of your result. Each parameter can tell its number of entries as an int, and
Python's own sum adds ints to an int. At which point of your function did a tensor come in?
"""

import torch


def count_params(model):
    sizes = [p.numel() for p in model.parameters() if p.requires_grad]
    return torch.tensor(sizes, dtype=torch.int64).sum()
