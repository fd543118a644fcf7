#!/usr/bin/env bash
# Gradescope runs this as root for every submission.
set -u
umask 077
root="${AUTOGRADER_ROOT:-/autograder}"
venv="${AUTOGRADER_VENV:-/opt/autograder-venv}"
export PATH="$venv/bin:$PATH" OMP_NUM_THREADS=1
cd "$root" || exit 1
# -I: neither PYTHON* variables nor the working folder have a say in what is imported.
found='import sys; sys.path.insert(0, sys.argv[1])'
exec "$venv/bin/python" -I -X utf8 \
  -c "$found; from autograder.otter.at_otter import program; program()" \
  "$root/source/kit" < /dev/null
