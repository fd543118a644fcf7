# --- correlated: two cross-correlations make a cross-correlation of the kernels, with every overlap
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    kh, kw = second.shape
    padded = torch.nn.functional.pad(first, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(padded, second)

# --- only-where-it-fits: the second kernel is applied to the first as it is to an image
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    return convolve2d(first, second)

# --- turned-back: convolution turns, cross-correlation does not, so the result is turned back
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    return convolve2d(first, second, mode="full").flip(0, 1)

# --- all-pairs: every weight of the first meets every weight of the second
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    return torch.kron(first, second)

# --- added: the two kernels are laid on each other and added up
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    (h1, w1), (h2, w2) = first.shape, second.shape
    merged = first.new_zeros(h1 + h2 - 1, w1 + w2 - 1)
    merged[:h1, :w1] += first
    merged[:h2, :w2] += second
    return merged

# --- overwritten: each weight of the first puts its copy of the second into the result
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    (h1, w1), (h2, w2) = first.shape, second.shape
    merged = first.new_zeros(h1 + h2 - 1, w1 + w2 - 1)
    for m in range(h1):
        for n in range(w1):
            merged[m : m + h2, n : n + w2] = first[m, n] * second
    return merged
