#!/usr/bin/env bash
# The first hour of somebody new: an empty folder, an empty HOME, and every command as it is shown.
#
#   scripts/first_hour.sh           everything is installed anew: minutes, and a network
#   scripts/first_hour.sh --short   with the environment of this checkout; what `make test` runs
#   scripts/first_hour.sh --tests   all of it, and `make lint test` in the new clone
#   scripts/first_hour.sh --wheel   the wheel alone, which needs no torch
#
# PYTHON=python3.13 scripts/first_hour.sh takes another Python.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
wish="${1:-}"
python="${PYTHON:-python3}"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
trap 'echo "first hour: FAILED at line $LINENO; what was printed last says why" >&2' ERR
# Nothing of whoever runs this comes along: no HOME, no active environment, no make around it.
unset VIRTUAL_ENV PYTHONPATH MAKEFLAGS MAKELEVEL PYTEST_CURRENT_TEST PYTEST_DISABLE_PLUGIN_AUTOLOAD
mkdir "$place/home"
export HOME="$place/home" OMP_NUM_THREADS=1

step() { printf 'first hour: %s (after %d s)\n' "$*" "$SECONDS"; }
fail() {
  echo "first hour: $*" >&2
  exit 1
}

cd "$place"
step "a clone"
git clone --quiet "$root" clone
cd clone
clone() {
  if [ "$wish" = --short ]; then
    ln -s "$root/.venv" .venv
    make --no-print-directory --assume-old=.venv/.ready package > ../package.txt
  else
    make --no-print-directory package PYTHON="$python" > ../package.txt
    size="$(du -sm .venv | cut -f1)"
    step "make package is done; its environment has $size MB"
    # Where PyTorch's index of CPU builds is out of reach, what pip finds brings CUDA with it.
    cuda="$(.venv/bin/python -c 'import torch; print(torch.version.cuda or "")')"
    [ -z "$cuda" ] || step "the size says little: this torch is the build for CUDA $cuda"
    [ -n "$cuda" ] || [ "$size" -lt 900 ] || fail "900 MB is the most"
  fi
  # The last line of `make package` says how the command is found.
  activate="$(sed -n 's/^The command .* is there after: //p' ../package.txt)"
  (
    set +u
    eval "$activate"
    step "verify, from the clone"
    if [ "$wish" = --short ]; then
      autograder verify 01_flatten --quick
    else
      autograder verify 01_flatten
      step "every command of the README"
      python scripts/readme.py --check
    fi
  )
  if [ "$wish" = --tests ]; then
    step "make lint test"
    make --no-print-directory lint test PYTHON="$python"
  fi
}
[ "$wish" = --wheel ] || clone

step "the wheel, in an environment of its own"
"$python" -m venv "$place/env"
if [ "$wish" = --short ]; then
  # What the wheel needs comes from this checkout's environment, behind the new one's own packages.
  site="import sysconfig; print(sysconfig.get_path('purelib'))"
  .venv/bin/python -c "$site" > "$("$place/env/bin/python" -c "$site")/behind.pth"
  .venv/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
  "$place/env/bin/python" -m pip install --quiet --no-deps dist/*.whl
else
  "$place/env/bin/python" -m pip wheel --quiet --no-deps --wheel-dir dist .
  "$place/env/bin/python" -m pip install --quiet dist/*.whl
fi
wheel_version="$(basename dist/*.whl)"
mkdir "$place/course"
cd "$place/course"
(
  set +u
  . "$place/env/bin/activate"
  case "$(python -c 'import autograder; print(autograder.__file__)')" in
    "$place"/env/*) ;;
    *) fail "the wheel's own kit is not what runs" ;;
  esac
  step "a new course, from $wheel_version"
  autograder new 01_first | tee new.txt
  step "every hint of \`autograder new\`"
  sed -n 's/^  \(autograder [a-z_0-9 ]*[a-z_0-9]\)  .*/\1/p' new.txt > hints.txt
  [ "$(wc -l < hints.txt)" -ge 4 ]
  while read -r hint; do
    step "$hint"
    $hint < /dev/null
  done < hints.txt
  step "grade and report"
  autograder grade solutions/01_first/first.py --assignment 01_first --out graded
  autograder grade starter/01_first/first.py --assignment 01_first --out graded
  autograder report graded
  [ -s graded/report.html ]
  step "what students get"
  python -m zipfile -e dist/01_first/student.zip handed-out
  (cd handed-out/01_first && python check.py) && fail "check.py has nothing to say of a starter"
  cp solutions/01_first/first.py handed-out/01_first/
  (cd handed-out/01_first && python check.py)
  autograder schema > /dev/null # what course.yml points to
)
step "all of it works"
