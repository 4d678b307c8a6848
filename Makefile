# Every command that people and CI run. Needs only Python >= 3.11, git and make; uv is bootstrapped into .tools if absent.
SHELL := /bin/bash
PYTHON ?= python3
UV := $(or $(shell command -v uv),.tools/bin/uv)
UV_VERSION := 0.13.9
export UV_PYTHON_DOWNLOADS := never
# Where the environment forbids it, each of the many processes of the tests would compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
PYTEST := $(BIN)/pytest -q -n auto
COVERED := tests/assessment tests/contracts tests/intake tests/test_ids.py
# What no order of a set reaches is run once: wires, pictures and pages, and what a database or an index sorts.
UNSEEDED := tests/capture tests/browser tests/web tests/store tests/screening

.PHONY: help demo test check lint types packaged gate bench docs data example fuzz faults audit mutation coverage wheel setup setup-demo

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit("Bukti needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# --inexact leaves the development packages alone when they are there
setup-demo: $(filter .tools/bin/uv,$(UV))
	@$(UV) sync --quiet --frozen --inexact --no-dev --extra embeddings --python $(PYTHON)

setup: $(filter .tools/bin/uv,$(UV))
	@$(UV) sync --quiet --frozen --extra embeddings --extra age --extra keyring --extra postgres --extra web --python $(PYTHON)

demo: setup-demo  ## install, then assess the example collection
	$(BIN)/bukti assess examples/xinjiang

test: setup  ## the tests, under two hash seeds; the second time with coverage where it has a floor
	export BUKTI_TEST_VECTORS=$$(mktemp -d); trap 'rm -rf "$$BUKTI_TEST_VECTORS"' EXIT; \
	PYTHONHASHSEED=1 $(PYTEST) && \
	PYTHONHASHSEED=2718 $(MAKE) coverage && \
	PYTHONHASHSEED=2718 $(PYTEST) $(addprefix --ignore=,$(COVERED) $(UNSEEDED))

check: lint types packaged wheel docs  ## lint, format, types, packaged data, example, wheel and docs; -j2 is faster

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python genscripts/bandit_check.py

types: setup
	$(BIN)/mypy

packaged: setup
	$(BIN)/python genscripts/build.py --check
	$(BIN)/python genscripts/example.py --check

wheel: setup  ## build the wheel and use it without development packages, outside the repository
	bash genscripts/wheel_check.sh $(UV)

gate: setup  ## quality floors on the measuring data (BUKTI_DATA, default ../shared/data)
	$(BIN)/python eval/gate.py

data: setup  ## packaged data from the reviewed resources
	$(BIN)/python genscripts/build.py

messages: setup  ## messages of the interface into the catalogue of each language
	$(BIN)/python genscripts/messages.py

example: setup  ## the example's files from their sources
	$(BIN)/python genscripts/example.py

docs: setup  ## the documentation site, warnings are errors
	$(BIN)/mkdocs build --strict

.tools/peers: benchmarks/peers.txt $(filter .tools/bin/uv,$(UV))
	$(UV) venv --quiet --clear --python $(PYTHON) .tools/peers
	$(UV) pip install --quiet --python .tools/peers/bin/python -r benchmarks/peers.txt
	@touch .tools/peers

bench: setup .tools/peers  ## speed and memory, side by side with a baseline
	for script in assess reading scaling candidates case; do $(BIN)/python benchmarks/$$script.py; done
	$(BIN)/python -m benchmarks.transmission --vectors --curve
	$(BIN)/python -m benchmarks.transmission --origins

fuzz: setup  ## 500 and more mutated files of each format; minutes
	$(PYTEST) -m heavy tests/fuzz

faults: setup  ## hundreds of kills and full disks, and a thousand honest histories; minutes
	$(PYTEST) -m heavy -rP tests/store

audit: $(filter .tools/bin/uv,$(UV))  ## known vulnerabilities of what is locked; needs the net (osv.dev), else not checked
	@code=0; $(UV) audit --frozen --preview-features audit-command || code=$$?; \
	  if [ $$code = 2 ]; then echo "dependencies: not checked, the database of vulnerabilities cannot be reached"; \
	  else exit $$code; fi

coverage: setup  ## branch coverage of assessment, ids and intake, floor 95 %
	$(PYTEST) $(COVERED) --cov=bukti.assessment --cov=bukti.ids \
	  --cov=bukti.intake --cov-branch --cov-report=term:skip-covered --cov-fail-under=95

mutation: setup  ## mutation testing of assessment/; about an hour
	$(UV) sync --quiet --frozen --extra embeddings --group mutation
	bash genscripts/mutation.sh
