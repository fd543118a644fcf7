"""The dense layer has one weight for each pixel

In your table the dense layer has as many weights as the image has pixels. That is what
one single output needs. But here the output is an image of the same size: it has as
many outputs as there are pixels, and each of them is connected to every pixel of the
input.

Take an image of 2 by 2. Write four dots on the left for the input and four on the right
for the output, and connect all of them. Count the lines and compare them with your
table. Then ask how the count grows when the sides of the image are doubled: it is far
more than four times.
"""


def layer_table(height, width, kernel_size):
    return {
        "dense": height * width,
        "local": height * width * kernel_size**2,
        "conv": kernel_size**2,
    }
