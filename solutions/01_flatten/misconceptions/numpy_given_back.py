"""The result is a NumPy array

The numbers are right, but what you give back is a NumPy array and no tensor. It looks
much the same when printed. But PyTorch cannot multiply it with a tensor, it knows
nothing of gradients, and it always lives in the computer's main memory, never on a GPU.
On a GPU grader the way there fails as well, as NumPy cannot read that memory.

The rules say that tensors come in and tensors go out, with the same dtype and on the
same device. Ask for the type of your result. PyTorch can pick columns in a given order
by itself, in much the same words as NumPy.
"""


def shuffle_weights(weight, perm):
    return weight.detach().cpu().numpy()[:, perm.cpu().numpy()]
