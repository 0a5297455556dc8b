# Everything that a day's work needs; `make` alone lists it.
# Variables: PORT, DATA_DIR, DEMO_PASSWORD, WEB_WORKERS (docs/operations.md has them all); ARGS for pytest and the benchmarks, QUICK=1 for short ones.

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
# Compiled modules halve the time of a start.
unexport PYTHONDONTWRITEBYTECODE
PYTHON := .venv/bin/python
ARGS ?=
QUICK ?=

.DEFAULT_GOAL := help
.PHONY: help run test check fmt bench messages shell

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: ## set up everything and serve the site with its demo content (PORT=8000, DATA_DIR=var/)
	@tools/bootstrap run
	@exec $(PYTHON) manage.py serve --prepare --demo

test: ## set up what tests need and run all of them, on SQLite and on PostgreSQL with Redis
	@tools/bootstrap test
	@exec tools/run-tests $(ARGS)

check: ## formatting, lint, types, templates, styles, imports, migrations, messages, deployment
	@tools/bootstrap dev
	@exec tools/check

fmt: ## format code and templates, and mend what can be mended
	@tools/bootstrap dev
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format --quiet .
	@find templates */templates -name '*.html' 2>/dev/null | xargs -r .venv/bin/djade --target-version 6.1 || true

bench: ## measure the site beside the machine's limits and a peer (QUICK=1: in some two minutes); writes docs/speed.md
	@tools/bootstrap test
	@exec $(PYTHON) -m benchmarks $(if $(QUICK),--quick) $(ARGS)

messages: ## collect the messages of code and templates into locale/, and compile them
	@tools/bootstrap test
	@$(PYTHON) tools/messages.py

shell: ## a Python shell with the models at hand
	@tools/bootstrap run
	@exec $(PYTHON) manage.py shell
