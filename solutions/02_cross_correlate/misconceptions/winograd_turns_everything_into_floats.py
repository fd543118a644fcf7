"""Every number is turned into a Python float

Before the work begins, each number is turned into a float. For floats nothing happens. A
fraction like one third loses its exactness, a tensor comes back as a plain number without
dtype and device, and an object that only knows plus, minus, times and divided by cannot be
turned into a float at all.

The method needs nothing but those four operations. So it works for everything that has
them, without asking what it is. That is the beauty of it: the same five lines serve
numbers, tensors and whole maps.

Call your function with fractions and look at what comes out. Where were they turned into
something else?
"""


def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = map(float, tile)
    k0, k1, k2 = map(float, kernel)
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last
