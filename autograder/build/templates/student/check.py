"""Runs the public tests and says what to do next.

python check.py                 all problems
python check.py NAME            one problem
python check.py [NAME] --watch  again, whenever you save
"""

import sys
from pathlib import Path

if sys.version_info < (3, 10):  # noqa: UP036 (a student may have any)
    sys.exit(f"This needs Python 3.10 or later; you have {sys.version.split()[0]}.")

KIT = Path(__file__).resolve().parent / "kit"
if not (KIT / "autograder").is_dir():
    sys.exit("The folder `kit` is missing: take it out of the zip again, beside check.py.")

sys.dont_write_bytecode = True  # no __pycache__ folders between your files
sys.path.insert(0, str(KIT))

try:
    import pytest  # noqa: F401 (is it there?)

    from autograder.student.console import main
except ModuleNotFoundError as error:
    sys.exit(f"{error.name} is missing. Type: python -m pip install -r requirements.txt")

if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent, sys.argv[1:]))
