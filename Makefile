# make demo   set everything up, build the course, grade a demo class, show the result
# make lab    set everything up, open JupyterLab with a student's copy
# make test   set everything up, run every check
# All need Python 3.11 or newer with pip, and make; nothing else has to be installed or activated.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
.PHONY: demo lab test bubblewrap browser postgresql

demo: .venv/.course bubblewrap
	@$(BIN)/course demo

lab: .venv/.course
	@$(BIN)/course lab

test: .venv/.dev bubblewrap browser postgresql
	@echo "→ ruff";  $(BIN)/ruff check . && $(BIN)/ruff format --check -q .
	@echo "→ mypy";  $(BIN)/mypy
	@echo "→ course build --check";  $(BIN)/course build --check
	@echo "→ pytest";  $(BIN)/python -m pytest -n 2

# System packages, installed where we may. Without bubblewrap `grader` refuses and says what to do;
# without the others the tests that need them say so and are skipped.
bubblewrap:
	$(call system_package,bwrap,bubblewrap)

browser:
	$(call system_package,chromium,chromium)

postgresql:
	$(call system_package,pg_ctlcluster,postgresql)

define system_package
	@command -v $(1) >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || { \
	  echo "→ installing $(2) (once)"; \
	  apt-get update -qq >/dev/null && apt-get install -y -qq $(2) >/dev/null 2>&1; }
endef

.venv/.course: pyproject.toml constraints.txt | .venv/bin/python
	@echo "→ installing the course (a minute, the first time)"
	@$(PIP) -e .
	@touch $@

.venv/.dev: .venv/.course
	@echo "→ installing what the tests need"
	@$(PIP) -e '.[dev,torch]'
	@touch $@

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is missing. Install Python 3.11 or newer, or say make PYTHON=/path/to/python3." >&2; exit 3; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $$($(PYTHON) -V) is too old. Install Python 3.11 or newer, or say make PYTHON=/path/to/python3." >&2; exit 3; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "make: this Python has no venv. Install it (Debian, Ubuntu: apt-get install python3-venv)." >&2; exit 3; }
	@echo "→ creating .venv"
	@$(PYTHON) -m venv .venv

