# --- slid-without-turning: cross-correlates the padded first with the second; shows on [[1, 2]] and [[1, 10]]
def merge_kernels(first, second):
    kh, kw = second.shape
    padded = torch.nn.functional.pad(first, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(padded, second)

# --- roles-swapped-without-turning: lays the first over the padded second; shows on [[1, 2]] and [[1, 10]]
def merge_kernels(first, second):
    kh, kw = first.shape
    padded = torch.nn.functional.pad(second, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(padded, first)

# --- only-the-overlap: valid convolution, so the result is too small; shows on a first larger than the second
def merge_kernels(first, second):
    return convolve2d(first, second)

# --- kernels-added: two layers in a row taken for two side by side; shows on every input
def merge_kernels(first, second):
    h = first.shape[0] + second.shape[0] - 1
    w = first.shape[1] + second.shape[1] - 1
    out = first.new_zeros(h, w)
    out[:first.shape[0], :first.shape[1]] += first
    out[:second.shape[0], :second.shape[1]] += second
    return out

# --- every-pair-side-by-side: the Kronecker product keeps products that should be added up; shows on [[1, 2]] and [[1, 10]]
def merge_kernels(first, second):
    return torch.kron(second, first)

# --- product-of-matrices: composes by a matrix product; shows on two 2x2 kernels (wrong size)
def merge_kernels(first, second):
    return second @ first

# --- result-turned: the right numbers turned by 180 degrees; shows on [[1, 2]] and [[1, 10]]
def merge_kernels(first, second):
    return convolve2d(first, second, mode="full").flip(0, 1)

# --- square-kernels-only: pads both directions by the second's height; shows on second (1, 2)
def merge_kernels(first, second):
    p = second.shape[0] - 1
    padded = torch.nn.functional.pad(first, (p, p, p, p))
    return cross_correlate2d(padded, second.flip(0, 1))

# --- single-precision-sum: adds into float32 zeros; shows on float64
def merge_kernels(first, second):
    (a, b), (c, d) = first.shape, second.shape
    merged = torch.zeros(a + c - 1, b + d - 1)
    for i in range(c):
        for j in range(d):
            merged[i:i + a, j:j + b] += second[i, j] * first
    return merged
