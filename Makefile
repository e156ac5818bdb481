# Every target installs what it needs into .venv; nothing but Python, make and git is expected.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint docs gallery check package bench measure mutations faults races same-behaviour lock clean

demo: $(VENV)/.demo
	@$(BIN)/publer-sync demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Writes what documents take from the code: the help, the rules, the networks.
docs: $(VENV)/.dev
	$(BIN)/python -m pytest -q tests/test_docs.py tests/test_doc_examples.py --update-golden

# The pictures that the documents show, of a week in which something is to be done.
gallery: $(VENV)/.dev
	$(BIN)/python -m tests.gallery

check: lint package test

# The wheel, installed into an empty environment, validates the examples that it carries, and begins a project.
package: $(VENV)/.dev
	rm -rf build dist && $(BIN)/python -m build --wheel --outdir dist . >/dev/null
	rm -rf build/installed && $(PYTHON) -m venv build/installed
	build/installed/bin/python -m pip install --quiet dist/*.whl
	cd examples && ../build/installed/bin/publer-sync validate
	cd examples && ../build/installed/bin/publer-sync preview -o ../build/preview.html
	cd build && installed/bin/publer-sync schema post >/dev/null
	git init --quiet build/begun && cd build/begun && ../installed/bin/publer-sync -q init --github >/dev/null
	cd build/begun && test -e .github/workflows/publer-sync-apply.yml && ../installed/bin/publer-sync validate

# The packages that the GitHub Action installs, for every platform, each with its hashes and at least a week old.
lock: $(VENV)/.dev
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --no-config --quiet --upgrade \
	  --universal --python-version 3.11 --exclude-newer '7 days' --generate-hashes --no-emit-index-url \
	  --extra object-store pyproject.toml --output-file action/requirements.lock

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

# How the code is cut, with thirty functions to read; SEED=2 draws others.
measure: $(VENV)/.dev
	$(BIN)/python -m tests.measure --seed $(or $(SEED),1)

# 22,000 broken variants of the example files; SEED=2 makes others.
mutations: $(VENV)/.dev
	$(BIN)/python -m tests.mutations --seed $(or $(SEED),1)

# Thousands of random lives and every fault at every point; COUNT=5000 SEED=2 makes more and others.
faults: $(VENV)/.dev
	$(BIN)/python -m pytest -q tests/test_shelves_safety.py --thorough -n 2
	$(BIN)/python -m tests.faults --seed $(or $(SEED),1) --count $(or $(COUNT),2000)

# Processes that apply at the same time, on each kind of store; ROUNDS=1000 makes more.
races: $(VENV)/.dev
	$(BIN)/python -m tests.races --rounds $(or $(ROUNDS),200)

# More than 200 small lives of a project, played with the commit BASE and with this checkout: nothing but words may
# differ. BASE moves when behaviour is changed on purpose.
same-behaviour: $(VENV)/.dev
	$(BIN)/python -m tests.same_behaviour --base $(or $(BASE),e91caa1)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[emulator]'
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.demo
