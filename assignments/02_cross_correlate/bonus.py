"""Three bonus tasks. No points: write the functions here, and run `python bonus.py`.

It says for each task whether it holds, and for what does not hold, which case to look at. You may
use your own functions: `from cross_correlate import merge_kernels, correlation_gradients`.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

# ------------------------------------------------------------------- write here


def separate(kernel: Tensor) -> tuple[Tensor, Tensor]:
    """A column (kh, 1) and a row (1, kw) that merge into the kernel: kh + kw numbers for kh · kw.

    Raises ValueError where there are none, as for the sharpening kernel.
    """
    raise NotImplementedError


def box_sum(image: Tensor, size: int) -> Tensor:
    """The sum of each window of size×size, (H-size+1, W-size+1), for any size at the same cost.

    Sum the whole image up once, row by row and column by column (torch.cumsum). After that each
    window takes four numbers. No loop over the window, no convolution.
    """
    raise NotImplementedError


def layer_gradients(x: Tensor, weight: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    """correlation_gradients for a whole layer: x (C, H, W), weight (K, C, kh, kw), stride 1.

    upstream is (K, H', W'). Gives the gradients with respect to x and to weight.
    """
    raise NotImplementedError


# ------------------------------------------------------------------- the check


def check_separate(seed: torch.Generator) -> None:
    for height, width in ((3, 3), (2, 5), (4, 1)):
        kernel = torch.randn(height, 1, generator=seed) * torch.randn(1, width, generator=seed)
        column, row = separate(kernel)
        must((tuple(column.shape), tuple(row.shape)) == ((height, 1), (1, width)), "the shapes")
        must(torch.allclose(column * row, kernel, atol=1e-5), f"a kernel of {height}×{width}")
    sobel = torch.tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
    must(torch.allclose(torch.mul(*separate(sobel)), sobel, atol=1e-5), "the Sobel kernel")
    sharpen = torch.tensor([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]])
    try:
        separate(sharpen)
    except ValueError:
        return
    must(False, "the sharpening kernel, which is no column times a row: it should raise ValueError")


def check_box_sum(seed: torch.Generator) -> None:
    image = torch.randn(9, 12, generator=seed, dtype=torch.float64)
    for size in (1, 2, 5, 9):
        due = F.avg_pool2d(image[None], size, stride=1)[0] * size**2
        found = box_sum(image, size)
        must(found.shape == due.shape, f"the shape for windows of {size}×{size}")
        must(torch.allclose(found, due), f"the sums for windows of {size}×{size}")


def check_layer_gradients(seed: torch.Generator) -> None:
    for shape in ((2, 5, 6, 3, 2, 3), (1, 4, 4, 1, 3, 3), (3, 4, 7, 2, 1, 2)):
        channels, height, width, kernels, kh, kw = shape
        x = torch.randn(channels, height, width, generator=seed, dtype=torch.float64)
        weight = torch.randn(kernels, channels, kh, kw, generator=seed, dtype=torch.float64)
        leaves = x.clone().requires_grad_(), weight.clone().requires_grad_()
        out = F.conv2d(leaves[0][None], leaves[1])[0]
        upstream = torch.randn(out.shape, generator=seed, dtype=torch.float64)
        due = torch.autograd.grad(out, leaves, upstream)
        for name, mine, right in zip(("x", "weight"), layer_gradients(x, weight, upstream), due):
            must(mine.shape == right.shape, f"the shape of the gradient of {name}")
            must(torch.allclose(mine, right), f"the gradient of {name}, for {channels} channels")


def must(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def main() -> None:
    for check in (check_separate, check_box_sum, check_layer_gradients):
        name = check.__name__.removeprefix("check_")
        try:
            check(torch.Generator().manual_seed(2))
            print(f"{name}: holds")
        except NotImplementedError:
            print(f"{name}: not written yet")
        except AssertionError as error:
            print(f"{name}: not yet. Look at {error}.")
        except Exception as error:
            print(f"{name}: raised {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
