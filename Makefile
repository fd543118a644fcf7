# make package  everything that instructors upload and students get, into dist/
# make test     all tests; make lint, make audit (slow), make bench, make wheel, make gpu
# Needs only Python >= 3.10 with pip, and make. A second call installs nothing. Each target adds to
# .venv what it uses and the ones before it did not. Another Python: make PYTHON=python3.12 package

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
NOTEBOOK_TOOLS := .venv-nbgrader/.ready .venv-otter/.ready
SETUP  := $(PYTHON) scripts/setup.py
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore
# Test files are spread over a process for each core, up to four: each holds torch.
SPREAD := -n auto --maxprocesses 4 --dist loadfile
# One thread for each process: tests run on small tensors, and several processes run at a time.
export OMP_NUM_THREADS = 1

.PHONY: help setup package test lint format audit bench gpu wheel clean
help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

setup: $(READY)
	@echo "Next: . $(BIN)/activate"

$(READY): pyproject.toml course.yml scripts/setup.py
	$(SETUP) package $(VENV)
	@touch $@

$(VENV)/.lint $(VENV)/.test $(VENV)/.audit: $(VENV)/.%: $(READY)
	$(SETUP) $* $(VENV)
	@touch $@

package: $(READY)
	$(BIN)/autograder release --check
	$(BIN)/autograder package --channel all
	@echo "The command \`autograder\` is there after: . $(BIN)/activate"

lint: $(VENV)/.lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python scripts/rooms.py

format: $(VENV)/.lint
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# For tests and comparisons the notebook tools get a whole environment each: together they slow
# one another down.
$(NOTEBOOK_TOOLS): .venv-%/.ready: $(READY)
	$(SETUP) $* .venv-$* --like $(VENV)
	@touch $@

$(VENV)/.system: $(READY)
	$(SETUP) system $(VENV)
	@touch $@

test: $(VENV)/.test $(NOTEBOOK_TOOLS) $(VENV)/.system
	$(BIN)/python -m pytest -m "not slow" $(SPREAD)

audit: $(VENV)/.test $(VENV)/.audit $(NOTEBOOK_TOOLS) $(VENV)/.system
	$(BIN)/python -m pytest -m slow
	$(BIN)/autograder verify --audit
	$(BIN)/autograder verify --channel all
	$(BIN)/python scripts/mutants.py
	$(BIN)/python scripts/diagnosis.py

bench: $(VENV)/.test $(VENV)/.audit $(NOTEBOOK_TOOLS)
	$(BIN)/python -m benchmarks

# With the machine's own Python and torch: .venv has torch without CUDA. GPU="--wheels DIR" and others.
gpu:
	$(PYTHON) scripts/gpu_check.py $(GPU)

wheel: $(READY)
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	@ls dist/*.whl

clean:
	rm -rf dist build .cache *.egg-info
