# The two commands to begin with: `make start` and `make test`. `make` alone lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PYTEST_WORKERS ?= 2
LOCK := requirements.lock

.DEFAULT_GOAL := help
.PHONY: help start test check bench chaos backup restore lock format docs venv

help: ## Toon deze lijst
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# What only makes and checks the application (type checker, browser driver) is not needed to run it.
start backup restore: LOCK := requirements-productie.lock

start: venv ## Start de toepassing (PORT=…, BESTAND=… en de rest van docs/configuratie.md)
	@$(BIN)/python cjg/system_packages.py pdf
	@exec $(BIN)/python -m cjg.supervisor

test: venv ## Draai alle tests, ook die in een browser
	@$(BIN)/python cjg/system_packages.py pdf
	@$(BIN)/python cjg/system_packages.py browser poppler node || [ -z "$${CI:-}" ]
	$(BIN)/pytest -n $(PYTEST_WORKERS) --dist loadscope

check: venv ## Controleer stijl, typen, bouwplan, migraties en huisregels
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint templates
	$(BIN)/python -m tools.migrations
	$(BIN)/python -m tools.house_rules

format: venv ## Zet de code in de vaste stijl
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: venv ## Maak de gegenereerde pagina's opnieuw
	$(BIN)/python manage.py documenteer_configuratie

bench: venv ## Meet snelheid en aantal query's tegen de grenzen
	@$(BIN)/python -m bench

chaos: venv ## Breek processen af onder belasting en tel wat er verloren gaat
	@$(BIN)/python -m tests.chaos

backup: venv ## Maak een back-up (DOEL=map)
	@$(BIN)/python manage.py maak_backup "$${DOEL:-backups}"

restore: venv ## Zet een back-up terug (BRON=map, MOMENT='2026-05-15 14:03:00')
	@$(BIN)/python manage.py zet_backup_terug "$${BRON:?Noem de map van de back-up: make restore BRON=...}" $${MOMENT:+--moment "$$MOMENT"}

lock: venv ## Leg de versies van de pakketten opnieuw vast
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url -q -c requirements.lock -o requirements-productie.lock

# The copies of the lock files inside .venv say what is installed: a second start costs nothing. requirements.lock holds
# all of requirements-productie.lock, in the same versions.
venv:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 of nieuwer is nodig. Wijs het aan: make start PYTHON=/pad/naar/python3"; exit 1; }
	@[ -x $(BIN)/python ] || { \
		echo "Een eigen omgeving voor Python wordt gemaakt in $(VENV)."; \
		$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
			rm -rf $(VENV); \
			if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
				apt-get update -q >/dev/null; \
				DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3-venv >/dev/null; \
			fi; \
			$(PYTHON) -m venv $(VENV) || { \
				echo "Installeer eerst venv, bijvoorbeeld: sudo apt-get install python3-venv"; \
				rm -rf $(VENV); exit 1; \
			}; \
		}; \
	}
	@cmp -s requirements.lock $(VENV)/requirements.lock || cmp -s $(LOCK) $(VENV)/$(LOCK) || { \
		echo "De pakketten worden geïnstalleerd. Dat gebeurt alleen de eerste keer en na een nieuwe versie."; \
		$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCK); \
		cp $(LOCK) $(VENV)/$(LOCK); \
	}
