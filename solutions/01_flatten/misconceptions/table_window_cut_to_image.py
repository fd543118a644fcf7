"""In the table a window is never larger than the image

Where the window is wider or taller than the image, your table makes it smaller until it
fits. For all other images your numbers are right. But the size of the window is a
choice of whoever builds the layer, and the image does not change it. What lies outside
of the image counts as zero. The weights that look there are learned and counted all the
same.

Take an image of 2 by 2 pixels and a window of 3 by 3. Draw the window with its middle
on one of the pixels, and put a number in each of its squares. Do your numbers agree
with the table? Then ask the functions that you wrote for these two layers before.
"""


def layer_table(height, width, kernel_size):
    pixels = height * width
    window = min(kernel_size, height) * min(kernel_size, width)
    return {"dense": pixels * pixels, "local": pixels * window, "conv": window}
