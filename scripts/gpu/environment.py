"""An environment beside this machine's torch, from a folder of wheels: no network, nothing changed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from importlib.util import find_spec
from pathlib import Path

NEEDED = ("jinja2", "jsonschema", "msgpack", "nbformat", "pydantic", "pytest", "typer", "yaml")
ROOT = Path(__file__).resolve().parents[2]


def lacking() -> list[str]:
    """What grading needs and this Python does not have."""
    return [name for name in NEEDED if find_spec(name) is None]


def startable() -> bool:
    """Whether `run_autograder`, which looks for `bin/python` in an environment, finds this Python."""
    return (Path(sys.prefix) / "bin" / "python").exists()


def again_with(wheels: Path | None, arguments: list[str]) -> int:
    """Run this program once more, in an environment that lasts as long."""
    with tempfile.TemporaryDirectory(prefix="gpu-check-") as folder:
        Path(folder).chmod(0o755)  # student code has a user of its own, and imports from there
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        # Behind the environment's own packages, those beside which this Python finds torch.
        home = next((path for path in sys.path if (Path(path) / "torch").is_dir()), "")
        if not home:
            sys.exit(f"{sys.executable} has no torch: start this with the Python that has one")
        ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
        own = subprocess.run([python, "-c", ask], check=True, stdout=subprocess.PIPE, text=True)
        (Path(own.stdout.strip()) / "beside.pth").write_text(f"{Path(home).resolve()}\n{ROOT}\n")
        if wheels:
            names = sorted({path.name.partition("-")[0] for path in wheels.glob("*.whl")})
            pip = [python, "-m", "pip", "install", "--quiet", "--no-index", "--find-links", wheels]
            if not names or subprocess.run([*pip, *names]).returncode:
                sys.exit(f"pip could not install {', '.join(names) or 'anything'} from {wheels}")
        return subprocess.run([python, sys.argv[0], *arguments]).returncode
