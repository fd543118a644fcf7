# make package  everything that instructors upload and students get, into dist/
# make test     all tests; make lint, make audit (slow), make bench, make wheel
# Needs only Python >= 3.10 with pip, and make. A second call installs nothing.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# One thread for each process: tests run on small tensors, and several processes run at a time.
export OMP_NUM_THREADS = 1

.PHONY: help setup package test lint format audit bench wheel clean
help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

setup: $(READY)

$(READY): pyproject.toml course.yml scripts/setup.py
	$(PYTHON) scripts/setup.py main --venv $(VENV)
	@touch $@

package: $(READY) .venv-otter/.ready
	$(BIN)/autograder release --check
	$(BIN)/autograder package --channel all

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python scripts/rooms.py

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The notebook tools get an environment each: together they slow one another down.
.venv-nbgrader/.ready: $(READY)
	$(PYTHON) scripts/setup.py nbgrader --venv .venv-nbgrader --like $(VENV)
	@touch $@

.venv-otter/.ready: $(READY)
	$(PYTHON) scripts/setup.py otter --venv .venv-otter --like $(VENV)
	@touch $@

$(VENV)/.system: $(READY)
	$(BIN)/python scripts/setup.py system
	@touch $@

test: $(READY) .venv-nbgrader/.ready .venv-otter/.ready $(VENV)/.system
	$(BIN)/python -m pytest -m "not slow"

audit: $(READY) .venv-nbgrader/.ready .venv-otter/.ready $(VENV)/.system
	$(BIN)/python -m pytest -m slow
	$(BIN)/autograder verify --audit
	$(BIN)/python scripts/mutants.py

bench: $(READY) .venv-nbgrader/.ready .venv-otter/.ready
	$(BIN)/python -m benchmarks

wheel: $(READY)
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

clean:
	rm -rf dist build .cache *.egg-info
