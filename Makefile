# make demo   sets everything up in .venv (no torch) and runs the main job
# make test   sets everything up and passes the tests
.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports unit wheel bfcl servers suite peers bench clean
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo "make bfcl   installs the BFCL tasks (the wheel bfcl-eval, without its dependencies)"
	@echo "make servers  installs the MCP servers that environments run on (from npm and PyPI)"
	@echo "make suite  installs MCP's conformance suite, which some tests run (needs Node.js 22)"
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

servers: $(VENV)/.dev
	@$(BIN)/python -m agentgym_envs.servers.install filesystem memory git >/dev/null || \
	  echo "agentgym: the environments on these MCP servers are left out; try again with: make servers" >&2

suite: $(VENV)/.dev
	@$(BIN)/python scripts/install_suite.py

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

unit: $(VENV)/.dev $(VENV)/.bfcl servers suite
	$(BIN)/python -m pytest --numprocesses 2

wheel: $(VENV)/.dev
	$(BIN)/python scripts/check_wheel.py

test: lint types imports wheel unit

# Peers in the benchmarks, each in a virtual environment of its own, since their pins conflict.
PEERS := gem openenv verifiers awm datasets
PEER_gem := gem-llm==0.1.0
PEER_openenv := openenv==0.10.0
PEER_verifiers := verifiers==0.4.0 uv==0.13.9
PEER_datasets := datasets==5.2.0
PEER_awm := fastapi==0.165.0 uvicorn==0.54.0 fastapi-mcp==0.4.0 mcp==1.30.0

peers: $(PEERS:%=.venv-peers/%/bin/python)

.venv-peers/%/bin/python:
	@echo "installing the peer $* into .venv-peers/$* ..."
	@python=$$(sh scripts/prerequisites.sh) && "$$python" -m venv .venv-peers/$*
	@.venv-peers/$*/bin/python -m pip --disable-pip-version-check install --quiet \
	    --constraint constraints.txt $(PEER_$*) || { rm -rf .venv-peers/$*; \
	  echo "agentgym: $(PEER_$*) could not be installed, so its benchmarks leave it out; try again with: make peers" >&2; }

bench: $(VENV)/.dev $(VENV)/.bfcl peers
	@for script in steps tools memory certify startup bfcl worlds transports serve episodes servers sets synthesis recheck explorers; do \
	  $(BIN)/python benchmarks/$$script.py || exit 1; echo; done

clean:
	rm -rf $(VENV) .venv-peers .servers runs build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
