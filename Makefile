# make site: the site, from a fresh clone.  make test: what every change must pass.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := $(if $(wildcard .venv/Scripts),.venv/Scripts,.venv/bin)
RUN := $(BIN)/python
export NO_MKDOCS_2_WARNING = 1
# A worker a core, four at most; a file of tests stays whole, so that it builds its site once; a test
# that never ends is not begun again by another worker.
PARALLEL = -n auto --maxprocesses 4 --dist loadfile --max-worker-restart 0

.PHONY: site serve check test bench quality lock clean

site: .venv/.site
	@$(RUN) -m generator build

serve: .venv/.site
	@$(RUN) -m mkdocs serve --livereload$(if $(findstring command,$(origin PORT)), -a 127.0.0.1:$(PORT))

check: .venv/.site
	@$(RUN) -m generator check

test: .venv/.test
	@$(RUN) tests/browser/install.py
	$(RUN) -m ruff check generator tests tools
	$(RUN) -m ruff format --check generator tests tools
	$(RUN) -m mypy generator tests
	$(RUN) -m generator check
	$(RUN) -m pytest $(PARALLEL)

# What is too long for every change: search among a thousand labs, then the build against Hugo.
bench: .venv/.test
	@$(RUN) tests/browser/install.py
	$(RUN) -m pytest -o python_files='bench_*.py' tests/bench
	$(RUN) tests/bench/run.py

# TypeScript, Lighthouse and the W3C's checker, from npm: by hand, not at every change.
quality: .venv/.test
	$(RUN) tests/browser/quality.py

# After a change in pyproject.toml.
lock:
	uv lock
	uv export --quiet --frozen --no-default-groups --no-emit-project --format requirements.txt -o requirements.txt
	uv export --quiet --frozen --no-default-groups --group test --no-emit-project --format requirements.txt -o requirements-test.txt
	uv export --quiet --frozen --only-group bench --no-emit-project --format requirements.txt -o tests/bench/requirements.txt

clean:
	rm -rf site .venv .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

ifdef UV
.venv/.site: uv.lock
	uv sync --quiet --frozen --inexact --no-default-groups
	@touch $@
.venv/.test: uv.lock
	uv sync --quiet --frozen --inexact --no-default-groups --group test
	@touch .venv/.site $@
else
PIP = $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv
.venv/.site: requirements.txt | .venv/pyvenv.cfg
	$(PIP) -r requirements.txt
	@touch $@
.venv/.test: requirements-test.txt | .venv/pyvenv.cfg
	$(PIP) -r requirements-test.txt
	@touch .venv/.site $@
endif
