"""Draw what your networks do: how they learn, what a shift does to them, what they look at.

python look.py                    opens a window, or saves look.png where there is none
python look.py --save FILE.png    saves the picture there
python look.py --quick            three epochs only, for a first look
python look.py --image FILE       looks at a digit of your own: a photo, a drawing (PNG or JPEG)
python look.py --live             the handout's page, its figures drawn by your functions too

What is not written yet shows, in pale colours, what is to come.
"""

import argparse
import base64
import sys
import textwrap
import time
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), *(str(HERE / name) for name in ("kit", "support"))]

import matplotlib.image  # noqa: E402
import torch  # noqa: E402
from workbench import has_display, student_module  # noqa: E402

BLUE, RED, GREY = "#0072B2", "#D55E00", "#8a8a8a"
NAMES = {"mlp": "dense network", "cnn": "convolutional network"}
COLOURS = {"mlp": RED, "cnn": BLUE}


class Missing(Exception):
    """A part that cannot be drawn; the message says why."""


class NotYet(Missing):
    """A part that waits for a function that is not written yet."""


def asked(action, *args):
    """Call the student's code; turn whatever goes wrong into one sentence."""
    try:
        return action(*args)
    except Missing:
        raise
    except NotImplementedError as error:
        raise NotYet(str(error) or "not written yet") from None
    except Exception as error:
        raise Missing(f"{type(error).__name__}: {error}") from None


def train(module, which, experiment, epochs):
    """One trial of the experiment, with a line for each epoch; the result, or a Missing."""
    recipe = {**experiment.RECIPE[which], "epochs": epochs or experiment.RECIPE[which]["epochs"]}
    parts, start = experiment.parts(), time.monotonic()

    def report(epoch, so_far):
        left = (time.monotonic() - start) / epoch * (recipe["epochs"] - epoch)
        line = f"{NAMES[which]}: epoch {epoch} of {recipe['epochs']}"
        right = so_far["check"][-1]
        print(f"{line}, {right:.0%} right in the middle, {left:.0f} s left at most", flush=True)

    given = (which, recipe, experiment.LIMITS, parts["train"], parts["check"], parts["test"][0], 1)
    try:
        result = asked(experiment.trial, module, *given, report)
        if "model" not in result:
            limit = experiment.MAC_LIMIT
            raise Missing(f"{result['macs']:,} multiply-accumulates; at most {limit:,} are allowed")
        return result
    except Missing as problem:
        return problem


def model_of(result):
    if isinstance(result, Missing):
        raise result
    return result["model"].eval()


def last_convolution(model):
    layers = [part for part in model.modules() if isinstance(part, torch.nn.Conv2d)]
    spatial = [part for part in layers if part.kernel_size != (1, 1)] or layers
    if not spatial:
        raise Missing("no convolution is registered in your network")
    return spatial[-1]


# ---------------------------------------------------------------- the panels


def legend(ax, see):
    for which, result in see.results.items():
        if isinstance(result, Missing):
            ax.plot([], [], color=GREY, label=f"{NAMES[which]}: no result")
    ax.legend(frameon=False)


def learning_curves(ax, see):
    drawn = [w for w, r in see.results.items() if not isinstance(r, Missing)]
    for which in drawn:
        losses = see.results[which]["losses"]
        ax.plot(range(1, len(losses) + 1), losses, "o-", color=COLOURS[which], label=NAMES[which])
    if not drawn:
        raise see.results["cnn"]
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set(xlabel="epoch", ylabel="loss per example", ylim=(0, None))
    legend(ax, see)


def accuracy_against_shift(ax, see):
    digits, labels = see.experiment.parts()["test"]
    problems = [r for r in see.results.values() if isinstance(r, Missing)]
    for which, result in see.results.items():
        if isinstance(result, Missing):
            continue
        model, curve = model_of(result), []
        with torch.no_grad():
            for shift in range(see.experiment.SHIFT + 1):
                moved = see.experiment.moved(digits[:200], shift)
                rights = [
                    see.experiment.share_right(asked(model, moved[way]), labels[:200])
                    for way in see.experiment.DIRECTIONS
                ]
                curve.append(sum(rights) / len(rights))
        ax.plot(curve, "o-", color=COLOURS[which], label=NAMES[which])
    if len(problems) == len(see.results):
        raise problems[0]
    ax.axhline(0.1, color=GREY, ls=":", lw=1)
    ax.set(ylim=(0, 1.02), xlabel="shift in pixels", ylabel="share right")
    legend(ax, see)


def mosaic(images):
    """Small images side by side in a square of tiles, each with its own range."""
    images = images[:16]
    tiles = [(i - i.min()) / (i.max() - i.min()).clamp(min=1e-9) for i in images]
    tiles = [torch.nn.functional.pad(t, (0, 1, 0, 1), value=float("nan")) for t in tiles]
    columns = max(1, round(len(tiles) ** 0.5 + 0.49))
    tiles += [torch.full_like(tiles[0], float("nan"))] * (-len(tiles) % columns)
    rows = [torch.cat(tiles[i : i + columns], dim=1) for i in range(0, len(tiles), columns)]
    return torch.cat(rows, dim=0)


def plain(ax, image, **options):
    ax.imshow(image, **options)
    ax.set(xticks=[], yticks=[])


def learned_kernels(ax, see):
    model = model_of(see.results["cnn"])
    layers = [part for part in model.modules() if isinstance(part, torch.nn.Conv2d)]
    if not layers:
        raise Missing("no convolution is registered in your network")
    plain(ax, mosaic(layers[0].weight.detach().mean(dim=1)), cmap="PuOr_r")
    ax.set_xlabel("first convolution, up to 16 kernels")


def feature_maps(ax, see):
    model = model_of(see.results["cnn"])
    layer = last_convolution(model)
    maps = asked(see.module.feature_maps, model, layer, see.middle[None])
    plain(ax, mosaic(maps[0].float()), cmap="viridis")
    ax.set_xlabel("last convolution, up to 16 maps")


def saliency(ax, see):
    result = asked(see.module.saliency, model_of(see.results["cnn"]), see.middle, see.label)
    plain(ax, result, cmap="magma")
    ax.set_xlabel(f"score of {see.label}; bright pixels matter")


def grad_cam_of(ax, see, picture):
    model = model_of(see.results["cnn"])
    cam = asked(see.module.grad_cam, model, last_convolution(model), picture, see.label)
    height, width = picture.shape[-2:]
    plain(ax, picture[0], cmap="Greys", extent=(0, width, height, 0))
    options = {"cmap": "inferno", "alpha": 0.55, "vmin": 0, "vmax": 1}
    ax.imshow(cam.detach(), extent=(0, width, height, 0), interpolation="nearest", **options)
    with torch.no_grad():
        winner = int(model(picture[None]).argmax())
    ax.set_xlabel(f"evidence for {see.label}; the network says {winner}")


PANELS = {
    "learning curves": learning_curves,
    "accuracy against shift": accuracy_against_shift,
    "the digit": lambda ax, see: plain(ax, see.middle[0], cmap="Greys"),
    "learned kernels": learned_kernels,
    "feature maps": feature_maps,
    "saliency": saliency,
    "Grad-CAM, in the middle": lambda ax, see: grad_cam_of(ax, see, see.middle),
    "Grad-CAM, moved": lambda ax, see: grad_cam_of(ax, see, see.moved),
}


def place_of(ax):
    """The panel with its title and labels, in shares of the picture: left, bottom, right, top."""
    box = ax.get_subplotspec().get_position(ax.figure)
    return box.x0 - 0.034, box.y0 - 0.075, box.x1 + 0.008, box.y1 + 0.055


def to_come(ax, title):
    """This panel of the finished picture, pale, until the functions for it are written."""
    path = HERE / "pictures" / "look.png"
    ax.set(title=title, xticks=[], yticks=[], frame_on=False)
    if path.is_file():
        left, bottom, right, top = place_of(ax)
        finished = matplotlib.image.imread(path)
        height, width = finished.shape[:2]
        rows = slice(round((1 - top) * height), round((1 - bottom) * height))
        columns = slice(round(left * width), round(right * width))
        pale = ax.figure.add_axes((left, bottom, right - left, top - bottom), frame_on=False)
        pale.imshow(finished[rows, columns], aspect="auto", alpha=0.35)
        pale.set(xticks=[], yticks=[])
        ax.set_visible(False)
        ax = pale
    words = {"color": "#222222", "weight": "bold", "transform": ax.transAxes}
    ax.text(0.5, 0.5, "to come", ha="center", va="center", **words)


def draw(see, plt):
    figure, axes = plt.subplots(2, 4, figsize=(15, 7.4))
    figure.subplots_adjust(left=0.04, right=0.99, bottom=0.09, top=0.94, wspace=0.2, hspace=0.3)
    waiting = {}
    for ax, (title, panel) in zip(axes.flat, PANELS.items()):
        ax.set_title(title)
        try:
            panel(ax, see)
        except NotYet as missing:
            ax.clear()
            to_come(ax, title)
            waiting[title] = str(missing)
        except Exception as error:
            sentence = str(error) if isinstance(error, Missing) else f"cannot be drawn: {error}"
            ax.clear()
            ax.set(title=title, xticks=[], yticks=[], facecolor="#fbe3d4")
            ax.text(0.5, 0.5, textwrap.fill(sentence[:200], 30), ha="center", va="center",
                    color="#444444", transform=ax.transAxes)  # fmt: skip
    for title, why in waiting.items():
        print(f"to come: {title} ({why.rstrip('.')})")
    return figure


def trained(module, epochs=None, image=None):
    """Both networks after the experiment's training, and the digit to look at."""
    import experiment

    digits, labels = experiment.parts()["test"]
    results = {which: train(module, which, experiment, epochs) for which in NAMES}
    digit, label = digits[:1], int(labels[0])
    if image is not None:
        digit, label = own_digit(image), None
    where = experiment.moved(digit)
    see = SimpleNamespace(
        module=module, experiment=experiment, results=results, label=label,
        middle=where["middle"][0], moved=where["right"][0],
    )  # fmt: skip
    if label is None:  # nobody says what it is: the class that the network names is looked at
        see.label = 0
        if not isinstance(results["cnn"], Missing):
            with torch.no_grad():
                see.label = int(model_of(results["cnn"])(see.middle[None]).argmax())
            print(f"your network says: {see.label}")
    return see


def own_digit(path):
    """A picture from a file as the experiment's digits are: 8×8, light on black, 0 to 16."""
    try:
        pixels = torch.from_numpy(matplotlib.image.imread(path).copy()).float()
    except (OSError, ValueError) as error:
        sys.exit(f"{path} cannot be read as a picture: {error}")
    gray = pixels[..., :3].mean(dim=2) if pixels.dim() == 3 else pixels
    gray = (gray - gray.min()) / (gray.max() - gray.min()).clamp(min=1e-9)
    edge = torch.cat([gray[0], gray[-1], gray[:, 0], gray[:, -1]])
    ink = 1 - gray if edge.mean() > 0.5 else gray  # dark ink on light paper is turned over
    rows, columns = torch.nonzero(ink > 0.5, as_tuple=True)
    ink = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    side = max(ink.shape)
    down, across = side - ink.shape[0], side - ink.shape[1]
    edges = (across // 2, across - across // 2, down // 2, down - down // 2)
    square = torch.nn.functional.pad(ink, edges)[None, None]
    return 16 * torch.nn.functional.adaptive_avg_pool2d(square, 8)[0]


# ------------------------------------------------------- the page's figures


def page_network(layers):
    """The convolutional network of the page, from the numbers that it sends along."""
    parts = []
    for number, layer in enumerate(layers):
        whole = torch.frombuffer(bytearray(base64.b64decode(layer["bytes"])), dtype=torch.int8)
        scale = numbers(layer["scale"])[:, None]
        weight = (whole.float().reshape(len(scale), -1) * scale).reshape(layer["shape"])
        if number == len(layers) - 1:
            part = torch.nn.Linear(*reversed(weight.shape))
            parts += [torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(), part]
        else:
            part = torch.nn.Conv2d(weight.shape[1], weight.shape[0], 3, padding=1)
            parts += [*([torch.nn.MaxPool2d(2)] if number else []), part, torch.nn.ReLU()]
        part.weight.data, part.bias.data = weight, numbers(layer["bias"])
    return torch.nn.Sequential(*parts).eval()


def at_layer(layers, layer):
    """The network, and the ReLU whose output is looked at."""
    network = page_network(layers)
    return network, [part for part in network if isinstance(part, torch.nn.ReLU)][layer]


def numbers(rows):
    """Lists of lists as a tensor of float32, whole numbers too."""
    return torch.tensor(rows, dtype=torch.float32)


# For each function, how numbers that the page sends become its arguments.
LIVE = {
    "feature_maps": lambda layers, layer, x: (*at_layer(layers, layer), numbers([x])),
    "saliency": lambda layers, x, target: (page_network(layers), numbers(x), target),
    "grad_cam": lambda layers, layer, x, target: (*at_layer(layers, layer), numbers(x), target),
}


def live():
    """Serve the handout's page, whose figures ask your functions."""
    from autograder.student.live import show_live

    show_live(HERE, LIVE)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--save", metavar="FILE.png", help="save the picture, open no window")
    options.add_argument("--quick", action="store_true", help="three epochs only")
    options.add_argument("--image", metavar="FILE", help="a digit of your own")
    options.add_argument("--live", action="store_true", help="the handout's page, with your code")
    chosen = options.parse_args()
    if chosen.live:
        return live()
    window = has_display() and not chosen.save
    if not window:
        matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    see = trained(student_module(), 3 if chosen.quick else None, chosen.image)
    figure = draw(see, plt)
    if window:
        plt.show()
    else:
        target = Path(chosen.save or "look.png")
        figure.savefig(target, dpi=80)
        print(f"saved {target}")


if __name__ == "__main__":
    main()
