# make brief    the dossier on Russia and Pakistan from the bundled dispatches
# make test     what the tests need, and the tests
# make check    formatting, types, style
# make docs     the documentation as a site, in build/docs
# make bench    every measurement, as a table of figures beside their floors (needs ../shared)
# make bench-NAME  one of them: see bench/ (events_encoder and actor_entities also need the extra [train], and up to an hour)
# make lock     the lock files anew

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: brief test check docs bench gate lock clean
.DELETE_ON_ERROR:

brief: $(VENV)/.run
	@$(BIN)/detente demo

test: $(VENV)/.dev
	@$(BIN)/pytest

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.dev
	@$(BIN)/sphinx-build -q -n -W --keep-going docs build/docs && echo build/docs/index.html

bench: $(VENV)/.dev
	@$(BIN)/python bench/gate.py --all

gate: $(VENV)/.dev
	@$(BIN)/python bench/gate.py

bench-%: $(VENV)/.dev
	@$(BIN)/python bench/$*.py

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Détente needs Python 3.11 or later; name one with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/.python
	@echo "Building the environment in $(VENV) (once) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lock:
	uv pip compile --quiet --universal --no-header --generate-hashes --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --no-header --generate-hashes --group build --group dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
