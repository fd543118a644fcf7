"""The kernel is compared with the image before padding

A kernel that is larger than the image may still fit once the zeros are around it. Here it
is refused, because its size is compared with the bare image. What counts is the padded
size, since that is what the window slides over.

Take an image of one pixel, a kernel of 3 by 3 and a padding of 1. The padded image is 3 by
3, and there is exactly one place. The answer is the pixel times the number in the middle of
the kernel.

Padding goes on both sides. What is the room, for an image of 2 and a padding of 1? Which
kernels fit, and which is the first that does not?
"""

from cross_correlate import as_pair
from cross_correlate import conv_as_matmul as _conv_as_matmul
from cross_correlate import conv_layer as _conv_layer
from cross_correlate import im2col as _im2col


def _refuse(kernel_size, x):
    for kernel, size in zip(kernel_size, x.shape[1:]):
        if kernel > size:
            raise ValueError(f"a kernel of {kernel} does not fit into {size} pixels")


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    _refuse(weight.shape[2:], x)
    return _conv_layer(x, weight, bias, stride, padding)


def im2col(x, kernel_size, stride=1, padding=0):
    _refuse(as_pair(kernel_size), x)
    return _im2col(x, kernel_size, stride, padding)


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    _refuse(weight.shape[2:], x)
    return _conv_as_matmul(x, weight, bias, stride, padding)
