"""Every weight brings a bias along

With biases, your count is twice as large as without. That would be right if each
connection had a number to multiply by and a number to add. But all those numbers to add
end up in the same sum, and a sum of constants is just one constant: it would make no
sense to learn them one by one. So an output has many weights and one single bias.

Write out the formula for one output with two inputs and count the letters that are
learned. Three should be enough. Then count for two outputs, and see by how much your
function is above your own count.
"""


def dense_params(n_in, n_out, bias=True):
    return n_in * n_out * (2 if bias else 1)


def local_params(height, width, kernel_size, bias=False):
    return height * width * kernel_size**2 * (2 if bias else 1)
