"""Did the first layer learn anything? Its kernels before and after, and with learning switched off.

python learned.py                    a picture in learned.png, and a window where there is one
python learned.py --save FILE.png    saves the picture there
python learned.py --measure          three seeds, as a table (for the handout)

Your `build_cnn` is trained by your `train_epoch` on 1,000 digits four times: on clean pictures and
under noise that is drawn again for each pass; each time once as it is, and once with its first
layer frozen at its random start. Nothing is graded.
"""

import sys
import time
from pathlib import Path
from statistics import mean

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), *(str(HERE / name) for name in ("kit", "support"))]

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from experiment import load  # noqa: E402
from torch import Tensor, nn  # noqa: E402
from workbench import must_have, progress, student_module  # noqa: E402

from autograder.student.drawing import arguments, has_window  # noqa: E402

DIGITS, TEST, PASSES, RATE = 1000, 500, 20, 0.005
NOISE = {"clean": 0.0, "noisy": 6.0}  # standard deviation; a pixel of a digit has 0 to 16


def pictures(noise: float, chance: torch.Generator, test: bool = False) -> tuple[Tensor, Tensor]:
    """Digits in the middle of 16×16, under fresh noise, and their labels."""
    digits, labels = load()
    some = slice(-TEST, None) if test else slice(DIGITS)
    images = F.pad(digits[some], (4, 4, 4, 4))[:, None]
    return images + noise * torch.randn(images.shape, generator=chance), labels[some]


def first_layer(model: nn.Module) -> nn.Module:
    """The first convolution, in the order of registration."""
    layers = [part for part in model.modules() if isinstance(part, nn.Conv2d)]
    if not layers:
        sys.exit("No convolution is registered in your network: see problem 2.")
    return layers[0]


def cosines(before: Tensor, after: Tensor) -> Tensor:
    """For each kernel, 1 where it still points where it did, 0 where nothing is left of that."""
    return F.cosine_similarity(before.flatten(1), after.flatten(1))


def trial(module, noise: float, frozen: bool, seed: int) -> tuple[Tensor, Tensor, float]:
    """Kernels before and after, and the accuracy on digits that were not learned from."""
    torch.manual_seed(seed)
    chance = torch.Generator().manual_seed(seed)
    model = module.build_cnn(1, 10)
    layer = first_layer(model)
    layer.requires_grad_(not frozen)
    before = layer.weight.detach().clone()
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=RATE)
    for number in range(PASSES):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (0.2 if number == 0 else min(1.0, 1.5 * (1 - number / PASSES)))
        images, labels = pictures(noise, chance)
        order = torch.randperm(DIGITS, generator=chance)
        module.train_epoch(model, [(images[i], labels[i]) for i in order.split(16)], optimizer)
    right = module.accuracy(model, [pictures(noise, chance, test=True)])
    return before, layer.weight.detach().clone(), right


def four_trials(module, seed: int) -> dict[tuple[str, bool], tuple[Tensor, Tensor, float]]:
    """Clean and noisy, learned and frozen."""
    results, start = {}, time.monotonic()
    for kind, noise in NOISE.items():
        for frozen in (False, True):
            results[kind, frozen] = trial(module, noise, frozen, seed)
            what = f"{kind} pictures, first layer {'frozen' if frozen else 'learned'}"
            progress(len(results), 4, start, what)
    return results


def tell(results: dict) -> None:
    print(f"\n{'':9s}{'cosine with the start':>23s}{'right, learned':>16s}{'right, frozen':>15s}")
    for kind in NOISE:
        before, after, right = results[kind, False]
        still = cosines(before, after).mean()
        print(f"{kind:9s}{still:23.2f}{right:16.1%}{results[kind, True][2]:15.1%}")
    print("\nTwo random starts have a cosine of about 0; a kernel that has not moved, of 1.")


def draw(results: dict):
    """Up to 16 kernels: at the start, after clean pictures, after noisy ones."""
    import matplotlib.pyplot as plt

    start = results["clean", False][0]
    rows = {"start": (start, None)}
    rows |= {kind: (results[kind, False][1], cosines(start, results[kind, False][1]))
             for kind in NOISE}  # fmt: skip
    count = min(16, len(start))
    figure, axes = plt.subplots(3, count, figsize=(0.9 * count + 1, 3.8), squeeze=False)
    for line, (name, (kernels, still)) in zip(axes, rows.items()):
        for column, ax in enumerate(line):
            kernel = kernels[column].mean(dim=0)
            span = kernel.abs().max()
            ax.imshow(kernel, cmap="PuOr_r", vmin=-span, vmax=span)
            ax.set(xticks=[], yticks=[])
            if still is not None:
                ax.set_title(f"{still[column]:.2f}", fontsize=9, pad=3)
        line[0].set_ylabel(name)
    return figure


def measure(module) -> None:
    runs = [four_trials(module, seed) for seed in (1, 2, 3)]
    for kind in NOISE:
        still = [cosines(*run[kind, False][:2]).mean().item() for run in runs]
        print(f"{kind}: cosine {mean(still):.2f} ({min(still):.2f} to {max(still):.2f})", end="")
        for frozen, word in ((False, "learned"), (True, "frozen")):
            rights = [run[kind, frozen][2] for run in runs]
            span = f"{min(rights):.1%} to {max(rights):.1%}"
            print(f", {word} {mean(rights):.1%} ({span})", end="")
        print()


def main() -> None:
    options = arguments(__doc__)
    options.add_argument("--measure", action="store_true", help="three seeds, as a table")
    chosen = options.parse_args()
    torch.set_num_threads(1)  # tensors this small gain nothing from more
    module = student_module()
    must_have(module, "build_cnn", "train_epoch", "accuracy")
    if chosen.measure:
        return measure(module)
    window = has_window() and not chosen.save
    results = four_trials(module, seed=1)
    tell(results)
    figure = draw(results)
    target = chosen.save or "learned.png"
    figure.savefig(target, dpi=90)
    print(f"The kernels are in {target}.")
    if window:
        figure.show()
        input("Enter closes the window. ")


if __name__ == "__main__":
    main()
