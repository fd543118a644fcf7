"""Pooling adds its padding on one side only

Your pooled sizes are right without padding and sometimes too small with it. You add the
padding once. As with convolutions, it is put at both ends, so a row becomes longer by
twice as much. With a stride above one the slip may be hidden by the rounding, which
makes it hard to see.

Take a row of 8 pixels with a padding of 1, windows of 2 and a stride of 1, and draw all
the places where the window can stand, the zeros included. There are nine. Ask PyTorch's
own pooling for the same case. Then see how much longer your function makes the row.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
