"""Sets up the environments that the Makefile asks for. Standard library only.

python scripts/setup.py main --venv .venv
python scripts/setup.py nbgrader --venv .venv-nbgrader --like .venv
python scripts/setup.py system
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# PyTorch's own wheels without CUDA; the plain ones bring several gigabytes of it on Linux.
CPU_WHEELS = "https://download.pytorch.org/whl/cpu"
# Debian packages that tests use: a browser for pages, and what brings the rules to judge them by.
SYSTEM = {"chromium": "chromium", "npm": "npm"}
AXE = "axe-core@4.14.1"  # finds what keeps people with other eyes, ears or hands from using a page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["main", "nbgrader", "otter", "system"])
    parser.add_argument("--venv", type=Path)
    parser.add_argument("--like", type=Path, help="an environment whose torch can be used as well")
    args = parser.parse_args()
    if sys.version_info < (3, 10):  # noqa: UP036 (this runs before any requirement is checked)
        sys.exit(
            f"this needs Python 3.10 or later; {sys.executable} is {platform.python_version()}:"
            " name another with `make PYTHON=python3.12 …`"
        )
    if args.what == "system":
        system_packages()
        return
    python = make_venv(args.venv)
    if args.what == "main":
        course_requirements(python)
        pip(python, "install", "--editable", f"{ROOT}[dev,similar,pictures]")
    else:
        borrow(python, args.like / "bin" / "python")
        pip(python, "install", "--editable", f"{ROOT}[{args.what}]")


def make_venv(folder: Path) -> Path:
    python = folder / "bin" / "python"
    if not python.exists():
        say(f"making {folder}")
        venv.create(folder, with_pip=True)
    return python


def course_requirements(python: Path) -> None:
    """What student code may import, as course.yml pins it; torch without CUDA where that is offered."""
    wanted = requirements()
    options: list[str] = []
    if any(name.startswith("torch") for name in wanted) and sys.platform == "linux":
        if reachable(CPU_WHEELS + "/torch/"):
            options = ["--extra-index-url", CPU_WHEELS]
        else:
            say(f"{CPU_WHEELS} cannot be reached: taking torch from where pip finds it")
    pip(python, "install", *options, *wanted, "setuptools", "wheel")


def requirements() -> list[str]:
    """The `requirements:` line of course.yml, read without a YAML library."""
    text = (ROOT / "course.yml").read_text(encoding="utf-8")
    match = re.search(r"^requirements: *\[(.*?)\]", text, re.M)
    if not match:
        sys.exit("course.yml has no line `requirements: [...]`: add what student code may import")
    return [item.strip().strip("'\"") for item in match[1].split(",") if item.strip()]


def reachable(url: str) -> bool:
    """Asked once and briefly: pip itself would wait and try again for minutes."""
    try:
        with urllib.request.urlopen(url, timeout=4):
            return True
    except OSError:
        return False


def borrow(python: Path, lender: Path) -> None:
    """Let an environment import the packages of another one behind its own: torch is large."""
    ask = [str(lender), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    theirs = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    ask[0] = str(python)
    ours = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    for name in ("torch", "torchgen", "functorch", "numpy", "numpy.libs"):
        source = Path(theirs) / name
        if source.exists() and not (Path(ours) / name).exists():
            (Path(ours) / name).symlink_to(source)
    for pattern in ("torch-*.dist-info", "numpy-*.dist-info"):
        for source in Path(theirs).glob(pattern):
            if not (Path(ours) / source.name).exists():
                shutil.copytree(source, Path(ours) / source.name)
    pip(python, "install", "sympy", "networkx", "jinja2", "fsspec", "filelock", "typing-extensions")


def system_packages() -> None:
    """What tests need beyond Python: installed where this is root, else named in one line."""
    missing = [package for command, package in SYSTEM.items() if shutil.which(command) is None]
    if missing:
        debian_packages(missing)
    options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
    command = ["npm", "install", "--silent", *options, "--prefix", f"{sys.prefix}/axe", AXE]
    say(f"npm install {AXE}")
    subprocess.run(command, check=True)


def debian_packages(missing: list[str]) -> None:
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"the tests need {' '.join(missing)}: sudo {' '.join(command)}")
    say(f"installing {' '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def pip(python: Path, *arguments: str) -> None:
    say(f"pip {' '.join(arguments)}")
    subprocess.run([str(python), "-m", "pip", "--quiet", *arguments], check=True)


def say(text: str) -> None:
    print(f"set-up: {text}", flush=True)


if __name__ == "__main__":
    main()
