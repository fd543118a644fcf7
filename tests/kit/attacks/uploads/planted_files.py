"""Plants files that Python or pytest would pick up: conftest.py, sitecustomize.py, torch.py, .pth."""

EVIL = "import os\nprint('planted')\nos._exit(0)\n"


def plant(folder, name, source):
    (folder / name).write_text(source)
    for file in (
        "conftest.py",
        "sitecustomize.py",
        "usercustomize.py",
        "torch.py",
        "numpy.py",
        "json.py",
        "msgpack.py",
        "pytest.py",
        "evil.pth",
        "autograder/__init__.py",
        "autograder/testing/__init__.py",
        "tests/conftest.py",
    ):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(EVIL)
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p evil --exitfirst\n")
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '-p evil'\n")
    (folder / "setup.cfg").write_text("[tool:pytest]\naddopts = -p evil\n")
    (folder / "run_autograder").write_text("#!/bin/sh\ntouch /tmp/planted\n")
