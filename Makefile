# `make run` opens the softphone, `make test` runs every test. Both install what is missing first; see `make help`.
.DEFAULT_GOAL := help
.PHONY: help setup run install uninstall test check bench lab lock translations clean
SETUP := @sh packaging/setup/bootstrap.sh
ARGS ?=

help: ## show these targets
	@echo 'Usage: make TARGET [ARGS="more arguments for the program behind it"]'
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST)

setup: ## install everything that the program, the tests and the checks need
	$(SETUP) setup

run: ## install what is missing, then open the softphone (no display: run the scripted demo)
	$(SETUP) run
	@.venv/bin/softphone --lab $(ARGS)

install: ## put the softphone into your menus and let tel:, sip: and callto: links open it
	$(SETUP) run
	@.venv/bin/python packaging/linux/install.py

uninstall: ## take it out of your menus again
	@python3 packaging/linux/install.py --remove

test: ## install what is missing, then run all tests; ARGS="tests/unit -k hold" runs some
	$(SETUP) test
	@.venv/bin/python packaging/setup/run_tests.py $(ARGS)

check: ## format, lint, types, import rules, unit tests, contract tests: under a minute
	$(SETUP) check
	@.venv/bin/python packaging/setup/run_checks.py $(ARGS)

bench: ## measure start, calls, sound, memory and CPU, beside baresip; writes build/bench.json
	$(SETUP) bench
	@.venv/bin/python -m tests.bench.run $(ARGS)

lab: ## start the lab PBX with all its parts, to be used by hand
	$(SETUP) lab
	@.venv/bin/softphone lab up --with all $(ARGS)

translations: ## bring resources/translations up to date; what is left to translate is told
	$(SETUP) run
	@.venv/bin/python packaging/setup/update_translations.py

lock: ## renew the pinned versions in packaging/requirements/constraints.txt
	$(SETUP) lock

clean: ## remove .venv, build/ and all caches of this checkout
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info packaging/*/*.egg-info
	find . -path ./.git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
