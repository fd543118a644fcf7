"""Pooling to nothing is let through

For a pooling window that is larger than what it slides on you return zero, or a
negative number. No image has such a size. PyTorch stops with the words that the output
size is too small, and the contract asks for an error as well, with the numbers in its
message.

This case is not rare: a network that halves its images again and again, and is given a
small one, ends there. Take an image of 1 and windows of 2 and see what your function
gives. Then think of the next layer that gets this number. An early, clear error saves a
long search.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    return windows
