"""Slide a template over an image: cross-correlation, from one small kernel to a whole layer.

Images are torch tensors, channels first: (H, W) or (C, H, W).
Where a size may be an int or a pair, the pair is (vertical, horizontal).
"""

from collections.abc import Sequence

import torch
from torch import Tensor


def as_pair(value: int | tuple[int, int]) -> tuple[int, int]:
    """An int stands for both directions; a pair stays as it is. Use it as you like.

    >>> as_pair(2), as_pair((3, 1))
    ((2, 2), (3, 1))
    """
    return (value, value) if isinstance(value, int) else (value[0], value[1])


def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    """Lay the kernel on the image everywhere it fits; multiply and add up.

    image (H, W) and kernel (kh, kw) give (H-kh+1, W-kw+1). The kernel is not turned:

        result[i, j] = sum over m, n of image[i + m, j + n] * kernel[m, n]

    Raises ValueError if the kernel is larger than the image in either direction;
    the message says the size that does not fit.

    >>> image = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    >>> cross_correlate2d(image, torch.tensor([[0.0, 1.0], [10.0, 0.0]]))
    tensor([[42., 53.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `cross_correlate2d` in cross_correlate.py, "
        "then run: pytest -k cross_correlate2d"
    )


def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    """True convolution: as cross-correlation, with the kernel turned by 180 degrees.

    mode "valid": only where the kernel fits, (H-kh+1, W-kw+1). Raises ValueError if the
    kernel is larger than the image in either direction, as cross_correlate2d does.
    mode "full": wherever the two overlap at all, (H+kh-1, W+kw-1). What lies outside
    the image counts as zero. Either one may be the larger.
    Any other mode raises ValueError, and the message names the mode.

    >>> image = torch.tensor([[1.0, 2.0, 3.0]])
    >>> convolve2d(image, torch.tensor([[1.0, 10.0]]))
    tensor([[12., 23.]])
    >>> convolve2d(image, torch.tensor([[1.0, 10.0]]), mode="full")
    tensor([[ 1., 12., 23., 30.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `convolve2d` in cross_correlate.py, "
        "then run: pytest -k convolve2d"
    )


def vertical_edges(image: Tensor) -> Tensor:
    """Cross-correlate with the Sobel kernel [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]].

    image (H, W), at least 3×3, gives (H-2, W-2): positive where the picture gets
    brighter from left to right, negative where it gets darker.

    >>> image = torch.zeros(5, 5)
    >>> image[1:4, 1:4] = 1
    >>> vertical_edges(image)
    tensor([[ 3.,  0., -3.],
            [ 4.,  0., -4.],
            [ 3.,  0., -3.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `vertical_edges` in cross_correlate.py, "
        "then run: pytest -k vertical_edges"
    )


def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    """A whole convolutional layer on one example.

    x (C, H, W), weight (K, C, kh, kw), bias (K,) or None give (K, H', W'). Each of the K
    kernels looks at all C channels and adds them up into one map, then its bias is added
    once. The image gets `padding` zeros on each of its sides; the window moves by `stride`.
    Along each side there are (size + 2 * padding - kernel) / stride + 1 positions, rounded
    down: pixels left over at the end are not used.

    Raises ValueError if x and weight disagree about the channels, or if the kernel does not
    fit the padded input; the message says the number that does not fit.

    >>> x = torch.tensor([[[1.0, 2.0, 3.0]], [[4.0, 5.0, 6.0]]])      # 2 channels, 1×3
    >>> weight = torch.tensor([[[[1.0]], [[10.0]]], [[[0.0]], [[1.0]]]])  # 2 kernels, 1×1
    >>> conv_layer(x, weight, bias=torch.tensor([0.5, 0.0]), stride=(1, 2)).tolist()
    [[[41.5, 63.5]], [[4.0, 6.0]]]
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `conv_layer` in cross_correlate.py, "
        "then run: pytest -k conv_layer"
    )


def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    """Write every window of the image as one column of a matrix.

    x (C, H, W) gives (C * kh * kw, H' * W'). Down a column: the window's first channel,
    row by row, then its next channel. Along the columns: the output positions, row by row,
    left to right. Padding, stride and rounding as in conv_layer. The result is always
    new memory, also where a window is one pixel.

    Raises ValueError if the kernel does not fit the padded input; the message says the
    size that does not fit.

    >>> im2col(torch.tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]), kernel_size=2)
    tensor([[1., 2.],
            [2., 3.],
            [4., 5.],
            [5., 6.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `im2col` in cross_correlate.py, "
        "then run: pytest -k im2col"
    )


def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    """The same result as conv_layer, by im2col and one matrix product.

    Shapes, rounding and errors are those of conv_layer.

    >>> x = torch.tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]])
    >>> weight = torch.tensor([[[[0.0, 1.0], [10.0, 0.0]]]])
    >>> conv_as_matmul(x, weight, bias=torch.tensor([100.0]))
    tensor([[[142., 153.]]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `conv_as_matmul` in cross_correlate.py, "
        "then run: pytest -k conv_as_matmul"
    )


def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    """The one kernel that does both steps: first `first`, then `second`.

    first (kh1, kw1) and second (kh2, kw2), of any sizes, give (kh1+kh2-1, kw1+kw2-1), and

        cross_correlate2d(cross_correlate2d(image, first), second)
        cross_correlate2d(image, merge_kernels(first, second))

    are equal for every image that is large enough. So two layers with nothing between them
    are one layer.

    >>> merge_kernels(torch.tensor([[1.0, 2.0]]), torch.tensor([[1.0, 10.0]]))
    tensor([[ 1., 12., 20.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `merge_kernels` in cross_correlate.py, "
        "then run: pytest -k merge_kernels"
    )


def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    """How a loss changes with each pixel and with each weight of a cross-correlation.

    Let out = cross_correlate2d(image, kernel), and let upstream be the gradient of some loss
    with respect to out: upstream[i, j] says by how much the loss grows for each unit that is
    added to out[i, j]. Gives the pair of the loss's gradients with respect to image and to
    kernel; each has the shape of what it belongs to.

    Raises ValueError if upstream has not the shape of out; the message says a size of
    upstream or the one that it should have. torch.autograd and .backward are not allowed here,
    nor in a function that is called from here.

    >>> image, kernel = torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([[1.0, 10.0]])
    >>> of_image, of_kernel = correlation_gradients(image, kernel, torch.tensor([[1.0, 100.0]]))
    >>> of_image
    tensor([[   1.,  110., 1000.]])
    >>> of_kernel
    tensor([[201., 302.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `correlation_gradients` in cross_correlate.py, "
        "then run: pytest -k correlation_gradients"
    )


def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    """The dense layer that does what the kernel does: mostly zeros, the rest shared.

    Gives the matrix M of shape (H' * W', height * width), H' = height-kh+1, W' = width-kw+1,
    with M @ image.flatten() equal to cross_correlate2d(image, kernel).flatten() for every
    image of height by width. M has the kernel's dtype and device, and new memory.

    Raises ValueError if the kernel is larger than height or width, as cross_correlate2d does.

    >>> conv_matrix(torch.tensor([[7.0, 8.0]]), height=2, width=3)
    tensor([[7., 8., 0., 0., 0., 0.],
            [0., 7., 8., 0., 0., 0.],
            [0., 0., 0., 7., 8., 0.],
            [0., 0., 0., 0., 7., 8.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `conv_matrix` in cross_correlate.py, "
        "then run: pytest -k conv_matrix"
    )


def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    """Extra credit. The same as cross_correlate2d, errors too, through torch.fft.

    The transforms must be those of torch.fft: the tests look whether one has run.

    >>> image = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    >>> fft_cross_correlate2d(image, torch.tensor([[0.0, 1.0], [10.0, 0.0]])).round()
    tensor([[42., 53.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `fft_cross_correlate2d` in cross_correlate.py, "
        "then run: pytest -k fft_cross_correlate2d"
    )


def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    """Extra credit. Two outputs of cross-correlating 4 numbers with 3 taps, four products.

    tile has 4 and kernel 3 elements: sequences of numbers (ints, floats, fractions), or 1-D
    tensors, whose outputs are then tensors without dimensions. Gives the pair
    (t0*k0 + t1*k1 + t2*k2, t1*k0 + t2*k1 + t3*k2), with at most four multiplications
    in which a value made from the tile meets a value made from the kernel. Products with
    constants such as 1/2, sums and differences are free. Use only + - * / on the
    elements: the tests put in objects that know nothing else, and count.

    >>> winograd_1d([1.0, 2.0, 3.0, 4.0], [1.0, 10.0, 100.0])
    (321.0, 432.0)
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `winograd_1d` in cross_correlate.py, "
        "then run: pytest -k winograd_1d"
    )
