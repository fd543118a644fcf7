"""The largest value is taken instead of the mean

You give the largest number of each channel. That is global pooling as well, and it is as
good at forgetting where something was. But it is another function: it asks how strong the
best match is, and the mean asks how much there is of it in the whole picture.

Take a channel with the numbers 1 2 3 6. The largest is 6; the mean is 12 divided by 4,
which is 3. A second channel with 0 0 0 8 has the mean 2. For gradients the difference
matters too: with the mean, every position learns something. What does the name of the
function ask for?
"""


def global_average_pool(features):
    return features.amax(dim=(-2, -1))
