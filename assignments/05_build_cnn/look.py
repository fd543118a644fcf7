"""Draw what your networks do: how they learn, what a shift does to them, what they look at.

python look.py                    opens a window, or saves look.png where there is none
python look.py --save FILE.png    saves the picture there
python look.py --quick            three epochs only, for a first look
python look.py --image FILE       looks at a digit of your own: a photo, a drawing (PNG or JPEG)
python look.py --live             the handout's page, its figures drawn by your functions too

What is not written yet shows, in pale colours, what is to come.
"""

import base64
import sys
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), *(str(HERE / name) for name in ("kit", "support"))]

import matplotlib.pyplot as plt  # noqa: E402
import torch  # noqa: E402
from workbench import student_module  # noqa: E402

from autograder.student import drawing  # noqa: E402
from autograder.student.drawing import CannotDraw  # noqa: E402
from autograder.student.live import show_live  # noqa: E402

BLUE, RED, GREY = "#0072B2", "#D55E00", "#8a8a8a"
NAMES = {"mlp": "dense network", "cnn": "convolutional network"}
COLOURS = {"mlp": RED, "cnn": BLUE}


def train(module, which, experiment, epochs):
    """One trial of the experiment, with a line for each epoch; the result, or why there is none."""
    recipe = {**experiment.RECIPE[which], "epochs": epochs or experiment.RECIPE[which]["epochs"]}
    parts, start = experiment.parts(), time.monotonic()

    def report(epoch, so_far):
        left = (time.monotonic() - start) / epoch * (recipe["epochs"] - epoch)
        line = f"{NAMES[which]}: epoch {epoch} of {recipe['epochs']}"
        right = so_far["check"][-1]
        print(f"{line}, {right:.0%} right in the middle, {left:.0f} s left at most", flush=True)

    given = (which, recipe, experiment.LIMITS, parts["train"], parts["check"], parts["test"][0], 1)
    try:
        result = experiment.trial(module, *given, report)
        if "model" not in result:
            limit = experiment.MAC_LIMIT
            raise CannotDraw(
                f"{result['macs']:,} multiply-accumulates; at most {limit:,} are allowed"
            )
        return result
    except Exception as problem:
        return problem


def model_of(result):
    if isinstance(result, Exception):
        raise result
    return result["model"].eval()


def last_convolution(model):
    layers = [part for part in model.modules() if isinstance(part, torch.nn.Conv2d)]
    spatial = [part for part in layers if part.kernel_size != (1, 1)] or layers
    if not spatial:
        raise CannotDraw("no convolution is registered in your network")
    return spatial[-1]


# ---------------------------------------------------------------- the panels


def legend(ax, see):
    for which, result in see.results.items():
        if isinstance(result, Exception):
            ax.plot([], [], color=GREY, label=f"{NAMES[which]}: no result")
    ax.legend(frameon=False)


def learning_curves(ax, see):
    drawn = [w for w, r in see.results.items() if not isinstance(r, Exception)]
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
    problems = [r for r in see.results.values() if isinstance(r, Exception)]
    for which, result in see.results.items():
        if isinstance(result, Exception):
            continue
        model, curve = model_of(result), []
        with torch.no_grad():
            for shift in range(see.experiment.SHIFT + 1):
                moved = see.experiment.moved(digits[:200], shift)
                rights = [
                    see.experiment.share_right(model(moved[way]), labels[:200])
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
        raise CannotDraw("no convolution is registered in your network")
    plain(ax, mosaic(layers[0].weight.detach().mean(dim=1)), cmap="PuOr_r")
    ax.set_xlabel("first convolution, up to 16 kernels")


def feature_maps(ax, see):
    model = model_of(see.results["cnn"])
    layer = last_convolution(model)
    maps = see.module.feature_maps(model, layer, see.middle[None])
    plain(ax, mosaic(maps[0].float()), cmap="viridis")
    ax.set_xlabel("last convolution, up to 16 maps")


def saliency(ax, see):
    result = see.module.saliency(model_of(see.results["cnn"]), see.middle, see.label)
    plain(ax, result, cmap="magma")
    ax.set_xlabel(f"score of {see.label}; bright pixels matter")


def grad_cam_of(ax, see, picture):
    model = model_of(see.results["cnn"])
    cam = see.module.grad_cam(model, last_convolution(model), picture, see.label)
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


def draw(see):
    figure, axes = plt.subplots(2, 4, figsize=(15, 7.4))
    figure.subplots_adjust(left=0.04, right=0.99, bottom=0.09, top=0.94, wspace=0.2, hspace=0.3)
    finished = HERE / "pictures" / "look.png"
    come = partial(drawing.to_come, finished=finished, margins=(0.034, 0.075, 0.008, 0.055))
    for ax, (title, show) in zip(axes.flat, PANELS.items()):
        drawing.panel(ax, partial(show, see=see), come, title)
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
        if not isinstance(results["cnn"], Exception):
            with torch.no_grad():
                see.label = int(model_of(results["cnn"])(see.middle[None]).argmax())
            print(f"your network says: {see.label}")
    return see


def own_digit(path):
    """A picture from a file as the experiment's digits are: 8×8, light on black, 0 to 16."""
    gray = torch.from_numpy(drawing.gray_picture(path))
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


def main():
    options = drawing.arguments(__doc__, picture=True, page=True)
    options.add_argument("--quick", action="store_true", help="three epochs only")
    chosen = options.parse_args()
    if chosen.live:
        return show_live(HERE, LIVE)
    see = trained(student_module(), 3 if chosen.quick else None, chosen.image)
    drawing.finish(draw(see), chosen.save, dpi=80)


if __name__ == "__main__":
    main()
