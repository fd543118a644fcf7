"""Windows at the border are cut off

Your count is a little too small, and the gap grows with the border of the image. You
count for each position just those pixels of its window that lie inside the image. In
this assignment a position at the border owns a full window of weights too. Some of them
meet only zeros from outside, but they are stored and counted, as they are in the tables
of the textbooks.

Take an image of one single pixel and a window of 3. There is one position, and it owns
nine weights, although eight of them never meet a pixel. Which number does your function
give, and which rule of the handout settles it?
"""


def local_params(height, width, kernel_size, bias=False):
    before, after = (kernel_size - 1) // 2, kernel_size // 2

    def pairs(length):  # of an output place and a pixel of its window, along one side
        return sum(max(0, length - abs(offset)) for offset in range(-before, after + 1))

    return pairs(height) * pairs(width) + (height * width if bias else 0)
