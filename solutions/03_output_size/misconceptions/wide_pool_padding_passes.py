"""Too much padding is let through in pooling

You accept any padding. In pooling there is a limit: not more than half of the window.
With more than that, a window at the edge may lie in the padding completely and see no
pixel of the image. Then there is nothing to take the maximum of. PyTorch refuses such
layers, and so should your function.

Take windows of 2 with a padding of 2 and draw the first window: both of its places are
padding. Now take a padding of 1: one place holds a pixel. Ask PyTorch for both layers
and see what it says. The message of your own error should show the padding.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
