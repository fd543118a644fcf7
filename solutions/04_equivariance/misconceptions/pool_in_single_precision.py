"""The mean is computed in float32

Your mean is computed in float32 whatever came in. For float64 features the result has about
seven right digits instead of sixteen, or it comes back with the wrong dtype altogether.

Print the dtype of the result for float64 features. Then compare its digits with a mean
worked out by hand from three numbers such as 0.1, 0.2 and 0.4: the seventh digit is where
it goes wrong. With whole numbers you would never see it. Look for a place where a dtype is
named. In PyTorch the mean of a float64 tensor is float64 all by itself.
"""


def global_average_pool(features):
    return features.float().mean(dim=(-2, -1)).to(features.dtype)
