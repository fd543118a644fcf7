"""An image has three channels unless told otherwise

When the number of channels is not given, your function behaves as if the image had
three. With channels given, everything is right, so the slip shows only in the shortest
calls. The signature in the handout has a default value, and a default is part of what
is asked: people who call the function without the last argument rely on it.

Count a gray image of one single pixel without naming any channels. It holds one number,
so one input is what should come out. Look at the signature in the handout once more and
compare it with the first line of your own function.
"""


def flatten_count(height, width, channels=3):
    return height * width * channels
