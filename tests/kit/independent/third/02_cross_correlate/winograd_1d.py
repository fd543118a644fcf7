# --- whole-halves: halves the sums of the taps with //, which loses a half for odd ones
def winograd_1d(tile, kernel):
    d0, d1, d2, d3 = tile
    g0, g1, g2 = kernel
    m1 = (d0 - d2) * g0
    m2 = (d1 + d2) * ((g0 + g1 + g2) // 2)
    m3 = (d2 - d1) * ((g0 - g1 + g2) // 2)
    m4 = (d1 - d3) * g2
    return m1 + m2 + m3, m2 - m3 - m4


# --- matrices: the matrix form G, B, A of the paper as torch tensors, which turns fractions and objects into floats
def winograd_1d(tile, kernel):
    G = torch.tensor([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]])
    BT = torch.tensor([[1.0, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]])
    AT = torch.tensor([[1.0, 1, 1, 0], [0, 1, -1, -1]])
    d = torch.tensor([float(t) for t in tile])
    g = torch.tensor([float(k) for k in kernel])
    y = AT @ ((G @ g) * (BT @ d))
    return y[0].item(), y[1].item()


# --- a-list: gives a list instead of a tuple
def winograd_1d(tile, kernel):
    d0, d1, d2, d3 = tile
    g0, g1, g2 = kernel
    s, a = (g0 + g1 + g2) / 2, (g0 - g1 + g2) / 2
    m1, m2, m3, m4 = (d0 - d2) * g0, (d1 + d2) * s, (d2 - d1) * a, (d1 - d3) * g2
    return [m1 + m2 + m3, m2 - m3 - m4]


# --- taps-turned-no-half: two mistakes, the taps are read from the last to the first, and the halves are forgotten
def winograd_1d(tile, kernel):
    d0, d1, d2, d3 = tile
    g2, g1, g0 = kernel
    m1 = (d0 - d2) * g0
    m2 = (d1 + d2) * (g0 + g1 + g2)
    m3 = (d2 - d1) * (g0 - g1 + g2)
    m4 = (d1 - d3) * g2
    return m1 + m2 + m3, m2 - m3 - m4
