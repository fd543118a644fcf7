"""Pooling always steps by its own width

You use the kernel as the stride in every case, also where a stride is given. That is
right when the caller says nothing: then the windows stand side by side. But the stride
can be given, and then windows may overlap, or leave pixels out between them. AlexNet,
for one, pools with windows of 3 and a stride of 2.

Take seven pixels and windows of 3 with a stride of 2, and draw the windows: they start
at the first, third and fifth pixel. How many does your function count? A default only
stands in for what was not said.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    stride = kernel
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
