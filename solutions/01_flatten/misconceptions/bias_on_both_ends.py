"""Inputs and outputs both have biases

With biases your count is too large by the number of inputs, or nearly so. You give a
bias to every output, which is right, and one to every input as well. An input is only a
number that comes in. If something is to be added to it before it is multiplied, the
result is the same as adding another constant at the output, so it would be learned
twice.

Write out one output with one input: a weight times the input, plus a bias. Two letters
are learned. Count what your function finds for it. Which of the two ends of a
connection forms a sum that a constant can be added to?
"""


def dense_params(n_in, n_out, bias=True):
    return n_in * n_out + (n_in + n_out if bias else 0)
