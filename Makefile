# make demo   sets everything up in .venv (no torch) and runs the main job
# make test   sets everything up and passes the tests
.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports unit wheel bfcl peers bench clean
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo "make bfcl   installs the BFCL tasks (the wheel bfcl-eval, without its dependencies)"
	@echo "make check  lint, types, import rules and unit tests, without the built wheel"
	@echo "make bench  measures every claim of docs/benchmarks.md, beside the peers"
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

# Peers in the benchmarks, each in a virtual environment of its own, since their pins conflict.
peers: .venv-peers/gem/bin/python

.venv-peers/gem/bin/python:
	@python=$$(sh scripts/prerequisites.sh) && "$$python" -m venv .venv-peers/gem
	@.venv-peers/gem/bin/python -m pip --disable-pip-version-check install --quiet gem-llm

bench: $(VENV)/.dev $(VENV)/.bfcl peers
	@for script in steps tools memory certify startup bfcl shop; do \
	  $(BIN)/python benchmarks/$$script.py || exit 1; echo; done

clean:
	rm -rf $(VENV) .venv-peers runs build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
