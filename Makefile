# The task file: `make run` and `make test` need nothing but Python, from 3.11 on, and make.
PORT    ?= 8501
# The newest that is installed and that the pinned requirements are for; one that is only a name (as
# pyenv's may be) doesn't start.
PYTHON  ?= $(shell for v in 3.14 3.13 3.12 3.11; do \
	python$$v -c "" 2>/dev/null && { echo python$$v; break; }; done)
VENV    := .venv
BIN     := $(VENV)/bin
# A mirror that a machine is set up with may print warnings of its own; the pins are what counts.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run demo cluster test test-fast bench crash fuzz lint format lock audit licences \
	streamlit-next screenshots clean

help: ## list the verbs
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/app: requirements.txt
	@echo "Setting up $(VENV): the app's pinned requirements"
	@test -n "$(PYTHON)" || { echo "There is no Python 3.11, 3.12, 3.13 or 3.14 here."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/app
	@echo "Setting up $(VENV): what the tests need"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

run: $(VENV)/app ## start the app on port 8501 (PORT changes it) and print the host link
	@exec $(BIN)/streamlit run app.py --server.port=$(PORT)

demo: $(VENV)/app ## the same with a synthetic cohort to look round in, kept apart from real data
	@WORKSHOP_SAMPLE=true WORKSHOP_STORE=$${WORKSHOP_STORE:-var/demo.duckdb} \
		exec $(BIN)/streamlit run app.py --server.port=$(PORT)

cluster: $(VENV)/app ## start PostgreSQL, two processes and nginx on port 8501, and print the host link
	@PORT=$(PORT) exec $(BIN)/python docs/hosting/cluster.py

# Two at a time, each file as a whole, in the order of tests/conftest.py.
SIDE_BY_SIDE := --numprocesses 2 --dist loadfile --no-loadscope-reorder

test: $(VENV)/dev lint ## lint, then every test, in real Chromium where there is one
	@sh tests/install_programs.sh
	@$(BIN)/python -m pytest -m "not alone" $(SIDE_BY_SIDE)
	@$(BIN)/python -m pytest -m alone

test-fast: $(VENV)/dev ## the rules and the store on a file only, in a minute and a half: while you write
	@$(BIN)/python -m pytest -m "not alone" -k "not postgres" $(SIDE_BY_SIDE) tests/unit

bench: $(VENV)/dev ## measure: full rooms over the wire, one of them led, the floor, oTree; half an hour
	@$(BIN)/python -m tests.load

FLOODS := tests/middleware/test_connections.py tests/middleware/test_bodies.py \
	tests/middleware/test_behind_nginx.py tests/http/test_live.py \
	tests/browser/test_session_on_a_cluster.py
crash: $(VENV)/dev ## kill the store 200 times, the server 310 times, and look for what is missing; an hour and more
	@$(BIN)/python -m tests.crash
	@LONG_FLOODS=1 $(BIN)/python -m pytest $(FLOODS)

fuzz: $(VENV)/dev ## throw 100,000 values that nobody gives at answers, routes and sockets
	@$(BIN)/python -m tests.fuzz

lint: $(VENV)/dev ## check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/dev ## put the code into the house format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# For every system and Python that the app is for, whichever this one is.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" pyproject.toml
lock: $(VENV)/dev ## pin everything anew, with hashes, from pyproject.toml
	@$(BIN)/pip install --quiet uv==0.13.9
	@$(BIN)/$(LOCK) --output-file requirements.txt
	@$(BIN)/$(LOCK) --extra dev --output-file requirements-dev.txt
	@echo "requirements.txt and requirements-dev.txt are pinned anew"

# Tools of these two verbs only, in an environment of their own: nothing that they need is shipped.
TOOLS := $(VENV)/tools
$(TOOLS)/ready: $(VENV)/app
	@test -x $(TOOLS)/bin/python || $(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/pip install --quiet --disable-pip-version-check \
		pip-audit==2.10.1 pip-licenses==5.5.5
	@touch $@

audit: $(TOOLS)/ready ## ask the advisory service about every pinned requirement
	@told=$$(timeout 120 $(TOOLS)/bin/pip-audit --requirement requirements.txt \
		--requirement requirements-dev.txt --require-hashes --disable-pip --strict --progress-spinner off --timeout 15 2>&1); status=$$?; \
	echo "$$told" | tail -n 40; \
	if [ $$status -ne 0 ] && ! echo "$$told" | grep -q "^Found [0-9]"; then \
		echo "NOT AUDITED: the advisory service could not be reached, or knows not every package."; exit 2; \
	fi; exit $$status

licences: $(TOOLS)/ready ## write docs/licences.md: the licence of every requirement
	@sed -nE 's/^([a-z0-9._-]+)==.*/\1/p' requirements.txt | xargs \
		$(TOOLS)/bin/pip-licenses --python $(BIN)/python --from=mixed --format=markdown \
		--with-urls --output-file docs/licences.md --packages

# An environment of its own, made anew: what is pinned, and then the newest of what is patched.
NEXT := $(VENV)/next
streamlit-next: ## say which patches still fit the newest Streamlit, and run their tests with it
	@rm -rf $(NEXT) && $(PYTHON) -m venv $(NEXT)
	@$(NEXT)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(NEXT)/bin/pip install --quiet --disable-pip-version-check --upgrade streamlit uvicorn
	@$(NEXT)/bin/python -m pages.http.patches; fits=$$?; \
	$(NEXT)/bin/python -m pytest tests/patches && exit $$fits

screenshots: $(VENV)/dev ## take the README's pictures from the real app
	@WORKSHOP_PICTURES=docs $(BIN)/python -m pytest -q tests/browser/test_complete_session.py
	@ls docs/*.png

clean: ## remove the virtual environment; data in var/ stays
	@rm -rf $(VENV)
	@echo "Removed $(VENV)"
