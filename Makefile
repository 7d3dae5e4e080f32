# make demo   sets everything up in .venv (no torch) and runs the main job
# make test   sets everything up and passes the tests
.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports unit wheel bfcl clean
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo "make bfcl   installs the BFCL tasks (the wheel bfcl-eval, without its dependencies)"
	@echo "make check  lint, types, import rules and unit tests, without the built wheel"
	@echo "make clean  removes .venv, caches and runs"

$(BIN)/python:
	@python=$$(sh scripts/prerequisites.sh) && "$$python" -m venv $(VENV)

$(VENV)/.core: $(BIN)/python pyproject.toml constraints.txt
	@sh scripts/prerequisites.sh all >/dev/null
	@echo "installing agentgym into $(VENV) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	@echo "installing the development tools ..."
	@$(PIP) --editable '.[dev]'
	@touch $@

# The wheel carries data and API classes; its own dependencies are heavy and not needed to run them.
$(VENV)/.bfcl: $(VENV)/.core
	@echo "installing the BFCL tasks ..."
	@$(PIP) mpmath && $(PIP) --no-deps bfcl-eval && touch $@ || \
	  echo "agentgym: bfcl-eval could not be installed, so the BFCL family is left out; try again with: make bfcl" >&2

bfcl: $(VENV)/.bfcl

demo: $(VENV)/.bfcl
	@$(BIN)/agentgym demo

check: lint types imports unit

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

unit: $(VENV)/.dev $(VENV)/.bfcl
	$(BIN)/python -m pytest --numprocesses 2

wheel: $(VENV)/.dev
	$(BIN)/python scripts/check_wheel.py

test: lint types imports wheel unit

clean:
	rm -rf $(VENV) runs build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
