# The one entry to everything a developer does here; `make` alone lists it.

PY := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test faults check format bench build pictures lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## prepare .venv, system libraries and translations for development
	@tools/setup.sh dev

run: ## open the window; without a display, play the tour into tour/ (ARGS="--config FILE")
	@tools/setup.sh run
	@if [ -n "$(if $(ARGS),x)$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec .venv/bin/btg-desktop $(ARGS); \
	else \
		echo 'There is no display here, so the program plays its tour without one.'; \
		QT_QPA_PLATFORM=offscreen .venv/bin/btg-desktop tour tour && echo 'Its pictures are in $(CURDIR)/tour'; \
	fi

test: setup ## run the tests (ARGS="tests/unit -k money" for some of them)
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

faults: setup ## break servers, network and desks for minutes, then judge (ARGS="--seed 7 --minutes 10")
	PYTHONPATH=tests:. $(PY) -m faults.campaign $(ARGS)

check: setup ## check format, lint, types, import contracts, translations, deployment and scripts
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	PYTHONPATH=. .venv/bin/lint-imports
	$(PY) tools/translations.py check
	.venv/bin/cfn-lint deploy/*.yaml
	.venv/bin/hadolint docker/api/Dockerfile
	@if command -v shellcheck >/dev/null; then set -x; shellcheck tools/*.sh .ci/run docker/*/*.sh; \
	else echo 'shellcheck is not installed here: the shell scripts were not checked'; fi

format: setup ## let ruff format the code and mend what it can
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench: setup ## measure
	$(PY) -m benchmarks $(ARGS)

build: setup ## build dist/btg-desktop with PyInstaller, then play its tour into tour/
	$(PY) tools/build.py
	xvfb-run -a dist/btg-desktop/btg-desktop tour tour

pictures: setup ## play the tour and take docs/pictures from it
	QT_QPA_PLATFORM=offscreen .venv/bin/btg-desktop tour tour >/dev/null
	$(PY) tools/pictures.py tour

lock: setup ## resolve requirements/*.lock from pyproject.toml (ARGS="--upgrade-package boto3")
	tools/lock.sh $(ARGS)

clean: ## remove what was built, cached or pictured, and .venv
	rm -rf .venv build dist tour .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find resources -name '*.qm' -delete
