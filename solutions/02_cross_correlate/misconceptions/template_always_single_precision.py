"""The Sobel kernel is float32, whatever the picture is

The kernel is made as a float32 tensor, and then it meets the windows in a product that
takes two tensors of one dtype only, as a matrix product does. With a float32 picture
all is well. With a float64 picture torch does not choose between the two: it stops with
a RuntimeError, and no edges come back.

Call your function with torch.zeros(4, 4), and then with the same in float64. The first
gives four zeros, and so should the second, in float64. Read the error: which two kinds
of numbers does it name? Print the dtype of the picture and of your kernel just before
the product. Which of the two is your choice?
"""

import torch


def vertical_edges(image):
    sobel = torch.tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
    windows = image.unfold(0, 3, 1).unfold(1, 3, 1)
    return windows.flatten(start_dim=2) @ sobel.flatten()
