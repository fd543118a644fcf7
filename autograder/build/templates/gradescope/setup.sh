#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the image. Any failure stops the build:
# better no image than one that grades everybody zero. It is safe to run it twice.
set -euo pipefail
umask 022

device="@DEVICE@"
source="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# Not below /root: student code runs under a user of its own, who cannot look in there.
venv="${AUTOGRADER_VENV:-/opt/autograder-venv}"
torch_index="${AUTOGRADER_TORCH_INDEX:-https://download.pytorch.org/whl/cpu}"
export DEBIAN_FRONTEND=noninteractive PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
export PIP_ROOT_USER_ACTION=ignore OMP_NUM_THREADS=1

say() { echo "setup: $*"; }
fail() {
  echo "setup: FAILED: $*" >&2
  exit 1
}
trap 'echo "setup: FAILED at line $LINENO: the lines above say why." >&2' ERR

usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2> /dev/null; }
complete() { "$1" -c 'import ensurepip, venv' 2> /dev/null; }
installs() {
  command -v apt-get > /dev/null || fail "$* is missing, and there is no apt-get to install it with"
  say "installing $*"
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" > /dev/null; } \
    || fail "apt-get could not install $*: is there a network? Build the image again"
}

# The system's own Python, which Gradescope's harness uses too; it is read, never changed.
python=/usr/bin/python3
[ -x "$python" ] || installs python3 python3-venv
usable "$python" || python="$(command -v python3 || true)"
if [ -z "$python" ] || ! usable "$python"; then
  fail "this image has no Python 3.10 or later: choose Ubuntu 22.04 or newer as the base image"
fi
complete "$python" || installs python3-venv
complete "$python" || fail "$python cannot make virtual environments: install its venv package"

# An environment that was left half made is made anew.
if ! "$venv/bin/python" -m pip --version > /dev/null 2>&1; then
  say "making $venv with $("$python" --version)"
  "$python" -m venv --clear "$venv"
fi

# The CPU build of torch is 200 MB instead of several GB. Where its index does not answer at once,
# pip looks in its usual places for the same version.
index=()
if [ "$device" = cpu ] && grep -q '^torch==' "$source/requirements.txt"; then
  if "$python" -c 'import sys, urllib.request as u; u.urlopen(sys.argv[1] + "/torch/", timeout=8)' \
    "$torch_index" > /dev/null 2>&1; then
    index=(--extra-index-url "$torch_index")
  else
    say "$torch_index does not answer: taking torch from pip's usual places"
  fi
fi
say "installing $(tr '\n' ' ' < "$source/requirements.txt")"
"$venv/bin/python" -m pip install --quiet --progress-bar off --prefer-binary \
  ${index[@]+"${index[@]}"} -r "$source/requirements.txt" \
  || fail "pip could not install the requirements: its last lines above say which, and why"

# Readable by every user, whatever the umask of the build was.
chmod -R a+rX "$venv"
place="$venv"
while [ "$place" != / ]; do
  place="$(dirname "$place")"
  case "$(stat -c %A "$place")" in
    *x | *t) ;;
    *) say "note: $place is closed to other users; put the environment elsewhere if tests fail" ;;
  esac
done

# An image that tests and reference are brought to later.
[ "${1:-}" != --only-install ] || exit 0

# Tests, reference and expected values are for root alone.
"$venv/bin/python" -m compileall -q "$source/autograder"
chmod -R u+rwX,go-rwx "$source"

say "self-check: grading the reference in this image"
"$venv/bin/python" -I -X utf8 -c \
  'import sys; sys.path.insert(0, sys.argv.pop(1)); from autograder.judge.at_gradescope import program; program()' \
  "$source" --self-check \
  || fail "the reference does not get full marks in this image: the lines above say what is wrong"
say "done"
