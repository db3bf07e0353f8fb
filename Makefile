# Two commands matter: make run, make test. "make help" lists the rest.
PORT ?= 8000
HOST ?= 127.0.0.1
# The first Python on this machine that is new enough (a name alone may be a broken shim).
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

.PHONY: help run setup test test-fast test-webkit browser check format bench figures lock messages clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup  ## install, migrate, load content, serve on http://127.0.0.1:8000 (PORT= to change)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_catalogue --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@echo "Easeback is on http://$(HOST):$(PORT)"
	@$(BIN)/granian --interface wsgi --host $(HOST) --port $(PORT) --workers 2 \
		--blocking-threads 1 --no-ws --log-level warning config.wsgi:application

setup: .venv/.installed .env

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Easeback needs Python 3.11 or newer; set PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.installed: requirements.lock | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.installed-dev: requirements-dev.lock | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.installed

.env:
	@$(BIN)/python -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > .env

test: setup .venv/.installed-dev browser  ## run everything, browser tests included
	@$(BIN)/python -m pytest $(ARGS)

test-fast: setup .venv/.installed-dev  ## run everything but the browser tests
	@$(BIN)/python -m pytest -m "not browser"

browser: .venv/.installed-dev
	@BIN=$(BIN) sh .ci/browser

test-webkit: setup .venv/.installed-dev  ## run the tests of a second engine (needs Debian)
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@BIN=$(BIN) sh .ci/webkit

check: setup .venv/.installed-dev  ## lint, format, types, Django checks, content check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --lint templates
	@$(BIN)/mypy
	@DEBUG=false BEHIND_HTTPS=true $(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run
	@sh .ci/content

format: .venv/.installed-dev  ## put code into shape
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

bench: setup .venv/.installed-dev browser  ## print measured numbers (ARGS="--minutes 1" for a short look)
	@$(BIN)/python -m tests.bench $(ARGS)

figures: setup  ## write all drawn figures to sheets/figures.html
	@$(BIN)/python -m routines.figures sheets

lock: .venv/.installed-dev  ## write the lock files anew from pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.lock

messages: .venv/.installed-dev  ## collect texts for translators
	@$(MANAGE) makemessages --all --no-location

clean:  ## remove what can be made again (not the database)
	@rm -rf .venv staticfiles sheets .pytest_cache .ruff_cache .mypy_cache .hypothesis
