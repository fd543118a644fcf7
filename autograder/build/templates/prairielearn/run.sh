#!/usr/bin/env bash
# PrairieLearn starts this, as root in a container, beside the student's files: /grade/tests/run.sh
set -u
umask 077
tests="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
exec "${AUTOGRADER_VENV:-/opt/autograder-venv}/bin/python" -I "$tests/driver.py" < /dev/null
