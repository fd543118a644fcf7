"""The last window is left out

There is one window more than you may think. Take four values and windows of two: the first begins
at the first value, the second at the second, the third at the third, and that one ends with the last
value. So there are three. If you subtract the width from the number of values, you get the distance
between the first and the last beginning, and that is one less than the number of beginnings. It is
the same with fence posts: ten metres of fence with a post at each metre need eleven posts. Draw the
values as dots, draw a bracket below each window, and count the brackets. Does the last bracket reach
the last dot in your result?
"""

import numpy as np


def moving_average(values, width):
    if not 1 <= width <= len(values):
        raise ValueError(f"no window of width {width} in {len(values)} values")
    return np.array([np.mean(values[i : i + width]) for i in range(len(values) - width)])
