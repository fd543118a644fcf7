"""Draw what your networks do: how they learn, what a shift does to them, what they look at.

python look.py                    opens a window, or saves look.png where there is none
python look.py --save FILE.png    saves the picture there
python look.py --quick            three epochs only, for a first look
"""

import argparse
import importlib
import os
import sys
import textwrap
import time
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), *(str(HERE / name) for name in ("kit", "support"))]

import matplotlib  # noqa: E402
import torch  # noqa: E402

BLUE, RED, GREY = "#0072B2", "#D55E00", "#8a8a8a"
NAMES = {"mlp": "dense network", "cnn": "convolutional network"}
COLOURS = {"mlp": RED, "cnn": BLUE}


class Missing(Exception):
    """A part that cannot be drawn; the message says why."""


def asked(action, *args):
    """Call the student's code; turn whatever goes wrong into one sentence."""
    try:
        return action(*args)
    except Missing:
        raise
    except NotImplementedError as error:
        raise Missing(str(error) or "not written yet") from None
    except Exception as error:
        raise Missing(f"{type(error).__name__}: {error}") from None


def student_module():
    try:
        return importlib.import_module("build_cnn")
    except ModuleNotFoundError as error:
        if error.name == "build_cnn":
            sys.exit("There is no build_cnn.py beside look.py: put your file there and try again.")
        sys.exit(f"build_cnn.py imports {error.name}, which is not installed here.")
    except SyntaxError as error:
        sys.exit(f"build_cnn.py, line {error.lineno}: Python cannot read this line ({error.msg}).")
    except Exception as error:
        sys.exit(f"build_cnn.py cannot be imported: {type(error).__name__}: {error}")


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


def draw(see, plt):
    figure, axes = plt.subplots(2, 4, figsize=(15, 7.4), layout="constrained")
    for ax, (title, panel) in zip(axes.flat, PANELS.items()):
        ax.set_title(title)
        try:
            panel(ax, see)
        except Exception as error:
            sentence = str(error) if isinstance(error, Missing) else f"cannot be drawn: {error}"
            ax.clear()
            ax.set(title=title, xticks=[], yticks=[], facecolor="#e6e6e6")
            ax.text(0.5, 0.5, textwrap.fill(sentence[:200], 30), ha="center", va="center",
                    color="#444444", transform=ax.transAxes)  # fmt: skip
    return figure


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument(
        "--save", metavar="FILE.png", help="save the picture instead of showing it"
    )
    options.add_argument("--quick", action="store_true", help="three epochs only")
    chosen = options.parse_args()
    display = (
        sys.platform in ("win32", "darwin")
        or os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
    )
    if chosen.save or not display:
        matplotlib.use("Agg")
    import experiment
    import matplotlib.pyplot as plt

    module, (digits, labels) = student_module(), experiment.parts()["test"]
    results = {w: train(module, w, experiment, 3 if chosen.quick else None) for w in NAMES}
    where = experiment.moved(digits[:1])
    see = SimpleNamespace(
        module=module, experiment=experiment, results=results, label=int(labels[0]),
        middle=where["middle"][0], moved=where["right"][0],
    )  # fmt: skip
    figure = draw(see, plt)
    if chosen.save or not display:
        target = Path(chosen.save or "look.png")
        figure.savefig(target, dpi=80)
        print(f"saved {target}")
    else:
        plt.show()


if __name__ == "__main__":
    main()
