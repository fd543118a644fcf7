"""What flattening costs: count the weights of three ways to look at an image.

A dense layer connects every pixel to every output. A locally connected layer
looks at a small window around each position. A convolution does that too, and
uses the same weights everywhere. Six functions count, the seventh shows that a
dense layer does not know where its pixels are.
"""

import torch


def flatten_count(height: int, width: int, channels: int = 1) -> int:
    """How many inputs an image becomes when it is flattened into one long row.

    Every channel of every pixel is one input. The answer is exact, however
    large the image is.

    >>> flatten_count(224, 224, 3)
    150528
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `flatten_count` in flatten.py, "
        "then run: pytest -k flatten_count"
    )


def dense_params(n_in: int, n_out: int, bias: bool = True) -> int:
    """How many numbers a fully connected layer learns.

    Every output has one weight for each input and, with `bias`, one bias of
    its own. The answer is exact at any size.

    >>> dense_params(28 * 28, 1000)
    785000
    >>> dense_params(28 * 28, 1000, bias=False)
    784000
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `dense_params` in flatten.py, "
        "then run: pytest -k dense_params"
    )


def local_params(height: int, width: int, kernel_size: int, bias: bool = False) -> int:
    """How many numbers a locally connected layer learns.

    One channel comes in, one channel goes out, and the output is as large as
    the input. Each output position owns `kernel_size * kernel_size` weights,
    positions at the border too, and with `bias` one bias of its own. Nothing
    is shared.

    >>> local_params(32, 32, 3)
    9216
    >>> local_params(2, 5, 3, bias=True)    # 10 positions, 9 weights and a bias each
    100
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `local_params` in flatten.py, "
        "then run: pytest -k local_params"
    )


def conv_params(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    bias: bool = True,
    groups: int = 1,
) -> int:
    """How many numbers a convolution learns.

    Each output channel has one kernel. A kernel holds one weight for each of
    its rows, columns and input channels it sees. With `groups`, the channels
    are split into that many equal parts, and each kernel sees the input
    channels of its own part only. With `bias`, each output channel has one bias.

    `kernel_size` is one number for a square kernel, or a pair (height, width).
    Raises ValueError where `groups` does not divide both channel counts; the
    message shows the numbers that do not fit.

    >>> conv_params(3, 96, 11)
    34944
    >>> conv_params(4, 6, (3, 5), groups=2)
    186
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `conv_params` in flatten.py, "
        "then run: pytest -k conv_params"
    )


def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    """Weights of three ways to map a one-channel image to one of the same size.

    The keys are "dense", "local" and "conv": a fully connected layer from all
    pixels to all pixels, a locally connected layer, and a convolution with one
    kernel. Weights only, no biases.

    >>> layer_table(32, 32, 3)
    {'dense': 1048576, 'local': 9216, 'conv': 9}
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `layer_table` in flatten.py, "
        "then run: pytest -k layer_table"
    )


def overfit_risk(n_params: int, n_examples: int) -> tuple[float, str]:
    """Parameters for each training example, and how risky that looks.

    The risk is "high" where the ratio is above 10, "medium" where it is above
    1, and "low" otherwise. The ratio that you return, a float, decides.
    Raises ValueError where `n_examples` is below 1; the message shows it.

    >>> overfit_risk(785_000, 60_000)[1]    # about 13 for each image
    'high'
    >>> overfit_risk(500, 1000)
    (0.5, 'low')
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `overfit_risk` in flatten.py, "
        "then run: pytest -k overfit_risk"
    )


def shuffle_weights(weight: torch.Tensor, perm: torch.Tensor) -> torch.Tensor:
    """The weights that undo a shuffle of the pixels.

    `weight` has shape (m, n): m outputs, n pixels. `perm` has shape (n,) and
    holds each of 0 .. n-1 once: place j of the shuffled image `x[perm]` shows
    pixel perm[j]. Returns the weights `w`, of the same shape and dtype, for
    which `w @ x[perm]` equals `weight @ x` for every image `x`.

    The result is a new tensor, also where `perm` moves nothing.

    >>> weight = torch.tensor([[10.0, 20.0, 30.0]])
    >>> shuffle_weights(weight, torch.tensor([2, 0, 1]))
    tensor([[30., 10., 20.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `shuffle_weights` in flatten.py, "
        "then run: pytest -k shuffle_weights"
    )
