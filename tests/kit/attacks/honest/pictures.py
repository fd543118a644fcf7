"""Draws a picture with matplotlib's Agg, where matplotlib is installed."""

try:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot
except ImportError:
    pyplot = None


def during(name, honest, args, kwargs):
    if pyplot is not None and not during.drawn:
        figure, axes = pyplot.subplots(figsize=(1, 1))
        axes.plot([1, 2])
        figure.savefig("picture.png")
        pyplot.close(figure)
        during.drawn = True
    return honest(*args, **kwargs)


during.drawn = False
