"""Sets up the environments that the Makefile asks for. Standard library only.

python scripts/setup.py package .venv                     what building and grading need
python scripts/setup.py lint .venv                        an extra of pyproject.toml on top of it
python scripts/setup.py nbgrader .venv-nbgrader --like .venv
python scripts/setup.py system .venv                      Debian packages that tests use

uv does the installing where it is on the PATH, pip otherwise; both install the same.
"""

from __future__ import annotations

import argparse
import os
import platform
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
# `otter assign` without the browser and the documentation tools that Otter brings along, 300 MB:
# these two alone, then what they import. Running Otter's own grader takes its full environment.
OTTER = ("otter-grader==7.0.0", "fica>=0.4.1")
OTTER_IMPORTS = (
    *("click<9", "dill", "ipylab<2", "ipython", "ipywidgets<9", "jupytext<2", "nbconvert"),
    *("pandas>=2", "python-frontmatter", "python-on-whales<1", "requests", "wrapt<2"),
)
# PyTorch's own tests, 130 MB that nothing imports.
TORCH_TESTS = ("test", "bin/test_*", "bin/*Test")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", help="package, an extra of pyproject.toml, or system")
    parser.add_argument("venv", type=Path, nargs="?")
    parser.add_argument("--like", type=Path, help="an environment whose torch can be used as well")
    args = parser.parse_args()
    if sys.version_info < (3, 10):  # noqa: UP036 (this runs before any requirement is checked)
        sys.exit(
            f"this needs Python 3.10 or later; {sys.executable} is {platform.python_version()}:"
            " name another with `make PYTHON=python3.12 …`"
        )
    if args.what == "system":
        system_packages(args.venv)
    elif args.what == "package":
        package(args.venv)
    else:
        python = make_venv(args.venv)
        if args.like:
            borrow(python, args.like / "bin" / "python")
        install(python, "--editable", f"{ROOT}[{args.what}]")


def package(folder: Path) -> None:
    """What `autograder` needs for everything but its own tests."""
    python = make_venv(folder)
    install(python, "--editable", str(ROOT), *OTTER_IMPORTS)
    install(python, "--no-deps", *OTTER)
    course_requirements(python)
    torch = site_packages(python) / "torch"
    for path in (each for pattern in TORCH_TESTS for each in torch.glob(pattern)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def make_venv(folder: Path) -> Path:
    python = folder / "bin" / "python"
    if not python.exists():
        say(f"making {folder} with Python {platform.python_version()}")
        if uv := shutil.which("uv"):
            run(uv, "venv", "--quiet", "--seed", "--python", sys.executable, folder)
        else:
            venv.create(folder, with_pip=True)
    return python


def course_requirements(python: Path) -> None:
    """What student code may import, as course.yml pins it; torch without CUDA where it is offered."""
    ask = "import yaml; print(*yaml.safe_load(open('course.yml'))['requirements'], sep='\\n')"
    wanted = output(python, "-c", ask).splitlines()
    if sys.platform != "linux" or not any(line.startswith("torch") for line in wanted):
        install(python, *wanted)
    elif not reachable(CPU_WHEELS + "/torch/"):
        # Where torch comes from is then for pip's configuration to say, which uv does not read.
        say(f"{CPU_WHEELS} cannot be reached: taking torch from where pip finds it")
        pip(python, *wanted)
    elif uv := shutil.which("uv"):
        run(uv, "pip", "install", "--quiet", "--python", python, "--torch-backend", "cpu", *wanted)
    else:
        pip(python, "--extra-index-url", CPU_WHEELS, *wanted)


def reachable(url: str) -> bool:
    """Asked once and briefly: pip itself would wait and try again for minutes."""
    try:
        with urllib.request.urlopen(url, timeout=4):
            return True
    except OSError:
        return False


def borrow(python: Path, lender: Path) -> None:
    """Let an environment import the packages of another one behind its own: torch is large."""
    theirs, ours = site_packages(lender), site_packages(python)
    for name in ("torch", "torchgen", "functorch", "numpy", "numpy.libs"):
        if (theirs / name).exists() and not (ours / name).exists():
            (ours / name).symlink_to(theirs / name)
    for pattern in ("torch-*.dist-info", "numpy-*.dist-info"):
        for source in theirs.glob(pattern):
            if not (ours / source.name).exists():
                shutil.copytree(source, ours / source.name)
    install(python, "sympy", "networkx", "jinja2", "fsspec", "filelock", "typing-extensions")


def site_packages(python: Path) -> Path:
    return Path(output(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"))


def system_packages(venv: Path) -> None:
    """What tests need beyond Python: installed where this is root, else named in one line."""
    missing = [package for command, package in SYSTEM.items() if shutil.which(command) is None]
    if missing:
        debian_packages(missing)
    options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
    command = ["npm", "install", "--silent", *options, "--prefix", str(venv / "axe"), AXE]
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


def install(python: Path, *arguments: str) -> None:
    """With uv where it is there: it takes seconds where pip takes a minute."""
    if uv := shutil.which("uv"):
        say(f"uv pip install {' '.join(arguments)}")
        run(uv, "pip", "install", "--quiet", "--python", python, *arguments)
    else:
        pip(python, *arguments)


def pip(python: Path, *arguments: str) -> None:
    """Without compiling, like uv: Python does that for what is imported, a third of it all."""
    say(f"pip install {' '.join(arguments)}")
    # What is borrowed comes without parts of its own that nothing here uses: no error is meant.
    options = ("--quiet", "--no-compile", "--no-warn-conflicts")
    run(python, "-m", "pip", "install", *options, *arguments)


def run(*command: str | Path) -> None:
    if subprocess.run([str(word) for word in command]).returncode:
        sys.exit(f"set-up: the last command failed: {' '.join(map(str, command))}")


def output(*command: str | Path) -> str:
    words = [str(word) for word in command]
    return subprocess.run(
        words, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ).stdout.strip()


def say(text: str) -> None:
    print(f"set-up: {text}", flush=True)


if __name__ == "__main__":
    main()
