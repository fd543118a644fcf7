# --- halves-forgotten: the sums of the taps are used as they are
def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    m1 = (t0 - t2) * k0
    m2 = (t1 + t2) * (k0 + k1 + k2)
    m3 = (t2 - t1) * (k0 - k1 + k2)
    m4 = (t1 - t3) * k2
    return m1 + m2 + m3, m2 - m3 - m4

# --- straight: the two sums of products are all that is asked
def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    return (t0 * k0 + t1 * k1 + t2 * k2, t1 * k0 + t2 * k1 + t3 * k2)

# --- list-of-two: two numbers are handed back in a list
def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * (k0 + k1 + k2) / 2
    minus = (t2 - t1) * (k0 - k1 + k2) / 2
    last = (t1 - t3) * k2
    return [first + plus + minus, plus - minus - last]

# --- whole-halves: half of a sum of whole numbers is taken with //
def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) // 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) // 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- taps-turned: the taps run the other way, as in a filter
def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k2, k1, k0 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- through-floats: one reckons with floats
def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = [float(t) for t in tile]
    k0, k1, k2 = [float(k) for k in kernel]
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- middle-with-wrong-sign: both outputs add the two middle products
def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus + minus - last

# --- sign-of-last: the last product is t3 - t1, as the first is t0 - t2
def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    m1 = (t0 - t2) * k0
    m2 = (t1 + t2) * ((k0 + k1 + k2) / 2)
    m3 = (t2 - t1) * ((k0 - k1 + k2) / 2)
    m4 = (t3 - t1) * k2
    return m1 + m2 + m3, m2 - m3 - m4
