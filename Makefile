# Nightdesk: `make demo` and `make test` need Debian, Python 3.11 and make, nothing else.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: bench-daemon bench-web images bench-alerts bench-stories bench-crawl bench-extract help setup demo run test check fix lock schema wheel clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || ./scripts/install-venv $(PYTHON) $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.txt pyproject.toml
	@echo "setting up $(VENV) …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.develop: $(VENV)/.runtime requirements-dev.txt
	@echo "setting up the tools for tests and checks …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.develop  ## the environment with everything in it

demo: $(VENV)/.runtime  ## the main job on a miniature press, without any network (ARGS=--once ends when done)
	@$(BIN)/nightdesk demo $(ARGS)

run: $(VENV)/.runtime  ## the daemon with the shipped configuration
	@$(BIN)/nightdesk run $(ARGS)

test: $(VENV)/.develop  ## all tests
	@./scripts/install-for-tests
	@$(BIN)/pytest -q -n 3 --dist loadgroup $(ARGS)

bench-match: $(VENV)/.runtime  ## what matching costs and how well it reads (DATA=folder of evaluation data)
	@$(BIN)/python -P benchmarks/matching.py $(DATA)

bench-extract: $(VENV)/.runtime  ## how well and fast pages are read, beside trafilatura (DATA=folder of evaluation data)
	@test -d build/peers/trafilatura -a -d build/peers/lightgbm || $(BIN)/pip install --quiet --disable-pip-version-check \
	  --upgrade --target build/peers trafilatura==2.3.1 lxml_html_clean lightgbm
	@$(BIN)/python -P benchmarks/extraction.py --peers build/peers $(DATA) $(ARGS)

check: $(VENV)/.develop  ## format, lint, types, layers
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/pyright --pythonpath $(BIN)/python
	@$(BIN)/lint-imports --no-cache

fix: $(VENV)/.develop  ## format, and mend what the linter can
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

lock: $(VENV)/.develop  ## pin every dependency again, with hashes and without an index address
	@$(BIN)/uv pip compile $(LOCK) --group build -o requirements.txt
	@$(BIN)/uv pip compile $(LOCK) --extra cluster --group build --group test --group types --group lint --group lock \
	  -c requirements.txt -o requirements-dev.txt

LOCK := pyproject.toml --quiet --upgrade --python-version 3.11 --universal --generate-hashes --no-header --no-annotate

schema: $(VENV)/.runtime  ## the JSON Schemas of the configuration files
	@for name in settings source watch; do $(BIN)/nightdesk config schema $$name > docs/schema/$$name.json; done

bench-stories: $(VENV)/.runtime  ## how well and how fast copies become stories (NIGHTDESK_EVAL_DATA=folder of evaluation data)
	@test -d build/peers/datasketch || $(BIN)/pip install --quiet --disable-pip-version-check --target build/peers datasketch rensa
	@$(BIN)/python -m benchmarks.stories --peers build/peers $(ARGS)

bench-alerts: $(VENV)/.runtime  ## deliveries through faults and kills, a large feed, and the time from stored to delivered
	@$(BIN)/python -m benchmarks.alerts $(ARGS)

bench-web: $(VENV)/.runtime  ## the dashboard over 100,000 documents: CPU and weight of every page (ARGS="--documents 10000")
	@$(BIN)/python -m benchmarks.web $(ARGS)

images: $(VENV)/.develop  ## the pictures of the docs, made by the tests of the pages
	@DOCS_IMAGES=1 $(BIN)/pytest -q tests/integration/web/test_in_a_browser.py -k pictures

bench-daemon: $(VENV)/.develop  ## a soak, an idle daemon, kills, several workers, ten minutes of trouble (ARGS="soak --fetches 20000")
	@$(BIN)/python -m benchmarks.daemon $(ARGS)

bench-crawl: $(VENV)/.runtime  ## a first crawl of a press on loopback, measured (ARGS="--hosts 20 --articles 100")
	@test -x build/rivals/bin/python || { $(PYTHON) -m venv build/rivals && build/rivals/bin/pip install --quiet \
	  --disable-pip-version-check scrapy trafilatura==2.3.1 lxml_html_clean httpx feedparser; \
	  build/rivals/bin/pip install --quiet --disable-pip-version-check news-please || echo "news-please cannot be installed"; }
	@$(BIN)/python -m benchmarks.crawl --rivals build/rivals/bin/python $(ARGS)

wheel: $(VENV)/.develop  ## the wheel, in dist/
	@$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:  ## take away what was made
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
