# report, test, bench, lab, lock, clean: each says what it does and stops at the first failure.
# Needs Python 3.11 to 3.13, git and make. uv, where it is installed, makes the installing faster.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := $(shell command -v uv 2>/dev/null)

# Threads of numpy's linear algebra fight for two cores over matrices this small.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1

.DEFAULT_GOAL := report
.PHONY: report test bench lab lock clean install check unit nbval lint tools fuzz
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

report: install  ## Make every report under seeds/
	@echo "== report: every event under seeds/ to reports/"
	@$(BIN)/python -m analysis report

test: install lint unit nbval check  ## Everything that must hold
	@echo "== test: all passed"

bench: install  ## How fast it is on this machine; make bench FULL=--full takes hours
	@echo "== bench: import, compare, report beside an empty notebook, annotate beside bare spaCy, memory, two workers, grouping"
	@$(BIN)/python tests/bench.py $(FULL)

lab: install  ## JupyterLab with the package installed
	@echo "== lab: JupyterLab on notebooks/"
	@$(BIN)/jupyter lab --notebook-dir=. notebooks/

lock:  ## Resolve the dependencies anew (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	@echo "== lock: pyproject.toml to requirements.lock"
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --upgrade --extra dev pyproject.toml --output-file requirements.lock

tools:  ## What checks the page and the annotations (needs npm); make test uses them where they are
	@command -v npm >/dev/null || { echo "make tools needs npm; on Debian: apt-get install npm" >&2; exit 1; }
	@echo "== tools: axe-core and a validator of Web Annotations in build/tools"
	@npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix build/tools axe-core@4.14.1 validate-web-annotation@0.3.0

FUZZ := build/fuzz
FUZZ_SECONDS ?= 600

fuzz: install  ## Coverage-guided fuzzing for ten minutes; FUZZ_SECONDS=3600 for an hour (Linux)
	@echo "== fuzz: atheris in $(FUZZ), beside the locked environment; $(FUZZ_SECONDS) s"
ifdef UV
	@test -x $(FUZZ)/bin/python || uv venv --quiet --python "$$(readlink -f $(BIN)/python)" $(FUZZ)
	@uv pip install --quiet --python $(FUZZ)/bin/python --require-hashes -r .ci/fuzz-requirements.txt
else
	@test -x $(FUZZ)/bin/pip || "$$(readlink -f $(BIN)/python)" -m venv $(FUZZ)
	@$(FUZZ)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r .ci/fuzz-requirements.txt
endif
	@$(BIN)/python -c 'import site; print("import site; site.addsitedir(%r)" % site.getsitepackages()[0])' > \
		"$$($(FUZZ)/bin/python -c 'import site; print(site.getsitepackages()[0])')/locked.pth"
	@FUZZ_SECONDS=$(FUZZ_SECONDS) nice $(FUZZ)/bin/python tests/fuzz/run.py $(TARGETS)

clean:  ## Remove the environment and everything that is made again; reports/ stays
	@echo "== clean: environment, caches, build folders"
	@rm -rf $(VENV) build dist reports/_failed reports/.staging* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find src tests notebooks -name __pycache__ -prune -exec rm -rf {} +

install: $(READY)

$(READY): requirements.lock pyproject.toml
	@echo "== install: locked environment in $(VENV)"
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else "Python 3.11 to 3.13 is needed; $(PYTHON) is %d.%d. Try: make PYTHON=python3.11" % v)'
ifdef UV
	@uv venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" $(VENV)
	@uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@$(PYTHON) -m venv $(VENV) || { echo "cannot make an environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

lint:
	@echo "== lint: ruff, mypy, stripped notebooks"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/nbstripout --verify --keep-id notebooks/*.ipynb

unit:
	@echo "== unit: tests and doctests"
	@$(BIN)/python -m pytest -q

nbval:
	@echo "== nbval: notebooks run; published reports show what they showed"
	@$(BIN)/python -m pytest -q -o addopts= -o filterwarnings= --nbval-lax --nbval-current-env --nbval-cell-timeout=120 notebooks
	@$(BIN)/python -m pytest -q -o addopts= -o filterwarnings= --nbval --nbval-current-env --nbval-cell-timeout=120 reports

check:
	@echo "== check: reports made again are the committed ones, byte for byte"
	@rm -rf build/reports && $(BIN)/python -m analysis report --out build/reports >/dev/null
	@diff -r --exclude=_failed reports build/reports
	@rm -rf build/reports
