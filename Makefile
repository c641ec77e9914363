# Windbreak. Every target sets up what it needs first; nothing is installed outside this folder.

PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
BROWSER := $(shell find browser config/look -name node_modules -prune -o -name dist -prune -o \( -name '*.ts' -o -name '*.css' -o -name '*.svg' \) -print)
PHRASES := $(wildcard config/locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready browser/dist/manifest.json .venv/translated  ## a virtual environment, and what browsers load

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Windbreak needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing: install it (on Debian: apt-get install python3-venv)."; exit 1; }
	@echo "fetching the Python packages into .venv; this takes a minute, once"
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install uv 2>/dev/null \
	  && $(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.txt 2>/dev/null \
	  || $(BIN)/python -m pip --quiet --disable-pip-version-check install -r requirements.txt \
	  || { echo "The Python packages of requirements.txt could not be fetched: check the connection to a package index and run make again."; exit 1; }
	@touch $@

browser/dist/manifest.json: browser/package-lock.json browser/tsconfig.json browser/build.mjs browser/build.sh $(BROWSER) | .venv/ready
	@echo "building what browsers load"
	@browser/build.sh

.venv/translated: $(PHRASES) | .venv/ready
	@$(if $(PHRASES),$(BIN)/pybabel --quiet compile --domain django --directory config/locale)
	@touch $@

demo: setup  ## both sides on this machine with an invented town; Ctrl-C ends it
	@$(BIN)/python -m demo

test: setup  ## all tests
	@browser/chromium.sh
	@$(BIN)/python -m tests --jobs $(JOBS)

check: setup  ## ruff, mypy, TypeScript and the import rules
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@SIDE=named $(BIN)/mypy crypto disclosure demo manage.py surveys/people surveys/campaigns surveys/reports wellbeing/desk
	@SIDE=nameless $(BIN)/mypy --follow-imports=silent config bench surveys/ballots wellbeing/candles
	@$(BIN)/lint-imports
	@PATH="$$PATH:$(BIN)" node browser/node_modules/typescript/bin/tsc --project browser

bench: setup  ## figures, each with the limit measured beside it; writes bench/results.json
	@$(BIN)/python -m bench

trial: setup  ## long runs, resumable: kills, invented months under attack, mutants, two thousand people in Chromium
	@$(BIN)/python -m bench.trial

proof: setup  ## the formal model: ProVerif where it is installed, and a check that needs nothing
	@$(BIN)/python -m bench.proof

clean:  ## forget the demo's data and all that was built
	rm -rf browser/dist var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f .venv/translated config/locale/*/LC_MESSAGES/django.mo

.PHONY: help setup demo test check bench trial proof clean
