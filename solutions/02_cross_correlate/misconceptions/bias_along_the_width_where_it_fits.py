"""The bias is spread along the columns where there are K of them

Where the bias has as many numbers, K, as the result has columns, it is added as it is.
Torch lines up the last dimensions, so each number goes to one column of every map. For
all other sizes each number goes to one map, and that is right. What a number of the
bias belongs to cannot depend on how wide the image is.

Take two kernels of one pixel, 1 and 1, the biases 100 and 200, and an image of one row
with three zeros. The maps are 100 100 100 and 200 200 200. Now take a row with two
zeros. The maps must be 100 100 and 200 200. What do you get, and which line treats the
two images differently?
"""

from cross_correlate import conv_as_matmul as _conv_as_matmul
from cross_correlate import conv_layer as _conv_layer


def _add(result, bias):
    if bias is None:
        return result
    if len(bias) == result.shape[-1]:
        return result + bias
    return result + bias[:, None, None]


def conv_layer(x, weight, bias=None, stride=1, padding=0):
    return _add(_conv_layer(x, weight, None, stride, padding), bias)


def conv_as_matmul(x, weight, bias=None, stride=1, padding=0):
    return _add(_conv_as_matmul(x, weight, None, stride, padding), bias)
