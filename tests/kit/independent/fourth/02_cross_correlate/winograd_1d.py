# --- halves-by-whole-numbers: halves the sums of taps with //; on taps whose sum is not even
def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    d0, d1, d2, d3 = tile
    g0, g1, g2 = kernel
    m1 = (d0 - d2) * g0
    m2 = (d1 + d2) * ((g0 + g1 + g2) // 2)
    m3 = (d2 - d1) * ((g0 - g1 + g2) // 2)
    m4 = (d1 - d3) * g2
    return m1 + m2 + m3, m2 - m3 - m4
