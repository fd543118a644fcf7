"""Inputs and outputs are added, not multiplied

Your count is about as large as the number of inputs and outputs together. That is the
number of dots in the drawing of the layer, not the number of lines between them. What
is learned sits on the lines: every input is connected to every output, and each
connection has a weight of its own.

Draw three dots on the left and four on the right, and connect each on the left with
each on the right. Count the lines. There are more than seven. Then think about how the
number of lines grows when one more dot appears on the right side.
"""


def dense_params(n_in, n_out, bias=True):
    return n_in + n_out + (n_out if bias else 0)
