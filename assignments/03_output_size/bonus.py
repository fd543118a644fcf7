"""Three bonus tasks. No points: write the functions here, and run `python bonus.py`.

It says for each task whether it holds, and for what does not hold, which case to look at. You may
use your own functions: `from output_size import max_pool2d, receptive_field`.
"""

import torch
from torch import Tensor

# ------------------------------------------------------------------- write here


def sizes_that_give(out: int, kernel: int, stride: int = 1, padding: int = 0) -> range:
    """All input sizes for which torch_output_size gives `out`, as a range: the question reversed.

    How many are there? Decoders that bring an image back to its size have to choose among them.
    """
    raise NotImplementedError


def pool_gradient(x: Tensor, kernel: int, upstream: Tensor) -> Tensor:
    """The gradient of max pooling (stride = kernel, no padding) with respect to x (C, H, W).

    upstream is (C, H', W'). Only the winner of each window had a say in the output.
    """
    raise NotImplementedError


def see_far() -> list[dict]:
    """At most 17 layers, convolutions with kernel 3 and poolings by 2, that see 224 pixels or more.

    They must fit an image of 224×224, and leave a map of at least 7×7.
    """
    raise NotImplementedError


# ------------------------------------------------------------------- the check


def check_sizes_that_give(seed: torch.Generator) -> None:
    for out, kernel, stride, padding in ((5, 3, 1, 0), (5, 3, 2, 0), (5, 3, 2, 1), (1, 7, 4, 3)):
        fits = lambda n, k=kernel, p=padding: n + 2 * p >= k  # noqa: E731
        due = [
            n for n in range(1, 99) if fits(n) and (n + 2 * padding - kernel) // stride + 1 == out
        ]
        what = f"out {out}, kernel {kernel}, stride {stride}, padding {padding}"
        must(list(sizes_that_give(out, kernel, stride, padding)) == due, what)


def check_pool_gradient(seed: torch.Generator) -> None:
    for shape, kernel in (((2, 4, 6), 2), ((1, 7, 8), 3), ((3, 5, 5), 1)):
        x = torch.randn(shape, generator=seed, dtype=torch.float64)
        leaf = x.clone().requires_grad_()
        out = torch.nn.functional.max_pool2d(leaf, kernel)
        upstream = torch.randn(out.shape, generator=seed, dtype=torch.float64)
        (due,) = torch.autograd.grad(out, leaf, upstream)
        found = pool_gradient(x, kernel, upstream)
        must(found.shape == x.shape, f"the shape for {tuple(shape)}")
        must(torch.allclose(found, due), f"an input of {tuple(shape)} with windows of {kernel}")


def check_see_far(seed: torch.Generator) -> None:
    layers, side, field, step = see_far(), 224, 1, 1
    must(len(layers) <= 17, f"the number of layers: {len(layers)} are more than 17")
    for index, layer in enumerate(layers):
        size = {"conv": 3, "pool": 2}.get(layer["type"])
        stride = layer.get("stride", 2 if layer["type"] == "pool" else 1)
        plain = size is not None and layer["kernel"] == size and stride == (size == 2) + 1
        must(plain, f"layer {index}: convolutions with kernel 3, stride 1; poolings by 2")
        field, step = field + (size - 1) * step, step * stride
        side = (side + 2 * layer.get("padding", 0) - size) // stride + 1
    must(field >= 224, f"how far it sees: {field} pixels, not 224")
    must(side >= 7, f"the map at the end: {side}×{side}, not 7×7")


def must(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def main() -> None:
    for check in (check_sizes_that_give, check_pool_gradient, check_see_far):
        name = check.__name__.removeprefix("check_")
        try:
            check(torch.Generator().manual_seed(3))
            print(f"{name}: holds")
        except NotImplementedError:
            print(f"{name}: not written yet")
        except AssertionError as error:
            print(f"{name}: not yet. Look at {error}.")
        except Exception as error:
            print(f"{name}: raised {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
