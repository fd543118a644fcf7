# --- six-products: straight from the definition; shows in the count of products
def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    return (t0 * k0 + t1 * k1 + t2 * k2, t1 * k0 + t2 * k1 + t3 * k2)

# --- sign-of-the-last-product: t3 - t1 where it should be t1 - t3; shows in the second output
def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    m1 = (t0 - t2) * k0
    m2 = (t1 + t2) * ((k0 + k1 + k2) / 2)
    m3 = (t2 - t1) * ((k0 - k1 + k2) / 2)
    m4 = (t3 - t1) * k2
    return m1 + m2 + m3, m2 - m3 - m4

# --- halves-forgotten: the two middle products are twice too large; shows on every kernel
def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    m1 = (t0 - t2) * k0
    m2 = (t1 + t2) * (k0 + k1 + k2)
    m3 = (t2 - t1) * (k0 - k1 + k2)
    m4 = (t1 - t3) * k2
    return (m1 + m2 + m3, m2 - m3 - m4)

# --- textbook-convolution: the kernel is read from behind; shows on kernel (1, 10, 100)
def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k2, k1, k0 = kernel
    m1 = (t0 - t2) * k0
    m2 = (t1 + t2) * ((k0 + k1 + k2) / 2)
    m3 = (t2 - t1) * ((k0 - k1 + k2) / 2)
    m4 = (t1 - t3) * k2
    return (m1 + m2 + m3, m2 - m3 - m4)

# --- list-of-outputs: gives a list; shows on every input
def winograd_1d(tile, kernel):
    a, b, c, d = tile
    g0, g1, g2 = kernel
    p = (a - c) * g0
    q = (b + c) * (g0 + g1 + g2) / 2
    r = (c - b) * (g0 - g1 + g2) / 2
    s = (b - d) * g2
    return [p + q + r, q - r - s]

# --- plus-m4: adds the last product instead of taking it away; shows in the second output
def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    m1 = (t0 - t2) * k0
    m2 = (t1 + t2) * ((k0 + k1 + k2) / 2)
    m3 = (t2 - t1) * ((k0 - k1 + k2) / 2)
    m4 = (t1 - t3) * k2
    return m1 + m2 + m3, m2 - m3 + m4

# --- floats-first: turns every element into a float, which the counting objects cannot do; shows on fractions and tensors
def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = [float(t) for t in tile]
    k0, k1, k2 = [float(k) for k in kernel]
    m1 = (t0 - t2) * k0
    m2 = (t1 + t2) * ((k0 + k1 + k2) / 2)
    m3 = (t2 - t1) * ((k0 - k1 + k2) / 2)
    m4 = (t1 - t3) * k2
    return m1 + m2 + m3, m2 - m3 - m4
