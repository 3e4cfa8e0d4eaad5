# `make` alone lists what there is.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
RUN_STAMP := $(VENV)/.run-stamp
DEV_STAMP := $(VENV)/.dev-stamp
NPM_STAMP := tests/npm/node_modules/.package-lock.json
# Where the environment forbids it, each process that the tests start would compile the whole desk anew.
unexport PYTHONDONTWRITEBYTECODE
LOCKS := requirements requirements-build requirements-dev requirements-train requirements-uv

.DEFAULT_GOAL := help
.PHONY: help venv demo test check soak bench train lock pictures clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.txt requirements-build.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --require-hashes -r requirements-build.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP)
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# Microsoft's own renderer of cards and schema of app packages, for the tests alone; npm itself is in .venv.
$(NPM_STAMP): tests/npm/package.json tests/npm/package-lock.json tests/npm/.npmrc $(DEV_STAMP)
	$(BIN)/npm ci --prefix tests/npm --silent
	@touch $@

venv: $(DEV_STAMP) $(NPM_STAMP) ## everything that running, testing and checking need, in .venv

demo: $(RUN_STAMP) ## a desk in the browser, with the sample company
	$(BIN)/relais demo

test: $(DEV_STAMP) $(NPM_STAMP) ## every test
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal $(PYTEST_ARGS)

check: $(DEV_STAMP) ## ruff, mypy, who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

soak: $(DEV_STAMP) $(NPM_STAMP) ## the long tests at their full size; resumes where it stopped
	$(BIN)/python -m pytest -m soak --soak --timeout=0 $(SOAK_ARGS)
	$(BIN)/python -m pytest -m "postgres and not soak" --every-word tests/bot/conversations tests/contract

bench: $(DEV_STAMP) ## what an intake costs, beside a bare row
	$(BIN)/python -m tests.benchmarks $(BENCH_ARGS)

pictures: $(DEV_STAMP) ## the README's pictures and the icons of the Teams app, from Chromium
	$(BIN)/python -m tests.e2e.pictures
	$(BIN)/python -m tests.adapters.teams.icons

train: $(RUN_STAMP) ## what the words of messages speak for, learned anew from the labelled ones
	$(PIP) install --quiet --require-hashes -r requirements-train.txt
	$(BIN)/python -m tests.understanding.training

lock: | $(BIN)/python ## the pinned, hashed requirements, from the .in files (UPGRADE=1 takes the newest)
	[ ! -f requirements-uv.txt ] || $(PIP) install --quiet --require-hashes -r requirements-uv.txt
	for name in $(LOCKS); do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	    $(if $(UPGRADE),--upgrade) $$name.in -o $$name.txt || exit 1; \
	done
	! grep -nE '[a-z]+://|^ *(-i|--index|--extra-index|--find-links|-f)|(^|[ @])/' requirements*.txt

clean: ## remove what the other targets made, .venv and var/ included
	rm -rf $(VENV) var dist tests/npm/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
