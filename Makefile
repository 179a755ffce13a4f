PYTHON ?= python3
HOST ?= localhost
PORT ?= 8000
REQUIRE ?=
WORKERS ?= 2
SIZE ?= 10000
PARTS ?= pages,search,csv,publish,rebuild,figures,night,datasette
POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/postgres

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/pytest -q -rsR -n $(WORKERS) --require=$(REQUIRE)

.PHONY: run test test-postgres bench lint format messages

.venv/runtime: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/development: .venv/runtime requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# The site with its worker, on the records in monitoring/data; the second start changes nothing.
run: export SITE_URL ?= http://$(HOST):$(PORT)
run: .venv/runtime
	$(MANAGE) prepare --address http://$(HOST):$(PORT)
	@trap 'kill 0' EXIT INT TERM; $(MANAGE) db_worker --no-startup-delay --no-reload >/dev/null 2>&1 & $(MANAGE) runserver --skip-checks $(HOST):$(PORT)

test: .venv/development
	$(PYTEST)
ifeq ($(REQUIRE),all)
	$(MAKE) test-postgres
endif

# Once more what asks a database, but for the browser journeys and what is marked `alike`.
test-postgres: .venv/development
	DATABASE_URL=$(POSTGRES_URL) $(PYTEST) --database-only -m "not browser"

# Measures, never passes or fails (docs/performance.md). Fills the database of DATABASE_URL with synthetic records.
bench: .venv/runtime
	@$(BIN)/python -m bench --size $(SIZE) --parts $(PARTS)

lint: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/mypy site monitoring search home notify
	PYTHONPATH=.:site $(BIN)/lint-imports --no-cache

format: .venv/development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Collect the strings of the interface anew (needs GNU gettext) and compile the catalogues.
messages: .venv/development
	$(MANAGE) makemessages -l ru -l kk --no-wrap --no-location --ignore=.venv --ignore=var --ignore=tests
	$(MANAGE) compilemessages --ignore=.venv
