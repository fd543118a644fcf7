"""Roll the whole image for each weight, and crop in the end"""

from functools import reduce
from itertools import product
from operator import add

import torch


def cross_correlate2d(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if h - kh < 0 or w - kw < 0:
        raise ValueError(f"kernel of size {kh}, {kw} on image of size {h}, {w}")
    shifted = (
        kernel[m, n] * torch.roll(image, shifts=(-m, -n), dims=(0, 1))
        for m, n in product(range(kh), range(kw))
    )
    return reduce(add, shifted)[: h - kh + 1, : w - kw + 1]


def convolve2d(image, kernel, mode="valid"):
    if mode == "valid":
        return cross_correlate2d(image, kernel.flip((0, 1)))
    if mode != "full":
        raise ValueError(f"what is {mode}?")
    (h, w), (kh, kw) = image.shape, kernel.shape
    canvas = torch.zeros(h + kh - 1, w + kw - 1).to(image)
    for m, n in product(range(kh), range(kw)):
        canvas[m : m + h, n : n + w] += kernel[m, n] * image
    return canvas


def vertical_edges(image):
    rows = [[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]
    return cross_correlate2d(image, torch.tensor(rows).to(image.device, image.dtype))


def fft_cross_correlate2d(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if h - kh < 0 or w - kw < 0:
        raise ValueError(f"kernel of size {kh}, {kw} on image of size {h}, {w}")
    canvas = torch.zeros_like(image)
    canvas[:kh, :kw] = kernel
    spectrum = torch.fft.fftn(image) * torch.conj(torch.fft.fftn(canvas))
    return torch.real(torch.fft.ifftn(spectrum))[: h - kh + 1, : w - kw + 1].clone()


def merge_kernels(first, second):
    return convolve2d(second, first, mode="full")


def correlation_gradients(image, kernel, upstream):
    (h, w), (rows, columns) = image.shape, upstream.shape
    if (rows, columns) != (h - kernel.shape[0] + 1, w - kernel.shape[1] + 1):
        raise ValueError(f"an upstream of {rows} by {columns} does not belong to this output")
    canvas = torch.zeros_like(image)
    canvas[:rows, :columns] = upstream  # nothing that is rolled over the edge holds a number
    places = list(product(range(kernel.shape[0]), range(kernel.shape[1])))
    moved = [torch.roll(canvas, shifts=place, dims=(0, 1)) for place in places]
    of_image = reduce(add, (kernel[place] * move for place, move in zip(places, moved)))
    of_kernel = torch.stack([(image * move).sum() for move in moved]).reshape(kernel.shape)
    return of_image, of_kernel
