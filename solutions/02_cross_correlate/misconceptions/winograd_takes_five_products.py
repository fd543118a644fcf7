"""Five products are used, one more than is needed

Both outputs are right, and you have found something: five products, where the
definition takes six. The task asks for four. A product that serves both outputs saves
one. With five, there is often a single one of this sort, and each of the others works
for one output only. Then there is one more to save.

Write both outputs on paper, one above the other, and underline every product in which
the tile meets the kernel. How many stand in both lines? Now choose two numbers, tell a
friend only their sum and their difference, and let them find both. Each hint was used
twice. Which two products could play that part here?
"""


def winograd_1d(tile, kernel):
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    shared = (t1 + t2) * k1
    return t0 * k0 + t2 * (k2 - k1) + shared, t1 * (k0 - k1) + t3 * k2 + shared
