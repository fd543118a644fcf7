"""Tensors are counted, not the numbers in them

Your result is far too small: for a single dense layer it is 2, its weight and its bias. You
count how many parameter tensors there are, not how many numbers are in them. A weight with 4
columns and 3 rows is one tensor, but 12 numbers, and each of the 12 is trained by itself. It is
these numbers that have to be stored, and it is their sum that is compared with the number of
training pictures to judge the risk of learning by heart. A convolution with 16 kernels of 3x3
on 3 channels has 448 numbers in 2 tensors. What does a tensor have to be asked for the number
of its entries?
"""


def count_params(model):
    return len([p for p in model.parameters() if p.requires_grad])
