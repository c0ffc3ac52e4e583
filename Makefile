# Everything from a bare machine: `make demo` moves a portrait, `make test` runs every check.
# Needs Python 3.11 or newer with venv; another one than the first found: make test PYTHON=...

BIN := .venv/bin
PYTHON ?=

.DEFAULT_GOAL := help
.PHONY: help demo test lint types imports units sbom licences audit pictures
.PHONY: update package package-check clean

help:  ## Show what can be made
	@awk -F ':.*##' '/^[a-z-]+:.*##/ { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/installed  ## Set up, then move the demo portraits by the demo clip
	$(BIN)/rtxfer demo

test: lint types imports units  ## Set up, then run every check

lint: .venv/installed-dev  ## Style and format (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed-dev  ## Types, strictly (mypy)
	$(BIN)/mypy

imports: .venv/installed-dev  ## Which room may import which (import-linter)
	$(BIN)/lint-imports

units: .venv/installed-dev  ## Tests, on all cores (pytest)
	$(BIN)/pytest -n auto

sbom: .venv/installed .tools/installed  ## List what is installed as CycloneDX, into build/sbom.json
	@mkdir -p build
	.tools/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
		--of JSON -o build/sbom.json $(BIN)/python

licences: .venv/installed  ## List licences of what is installed, and hold NOTICE to them
	$(BIN)/python scripts/licences --check

audit: .tools/installed  ## Ask whether a pinned version is known to be unsafe (pip-audit)
	.tools/bin/python scripts/audit

pictures: .venv/installed-dev  ## Make the README's pictures of the window anew
	scripts/on-a-screen $(BIN)/python scripts/window-pictures

update:  ## Renew constraints.txt with the newest versions, and say what changed
	@python=$$(scripts/find-python $(PYTHON)) || exit 1; "$$python" scripts/update-constraints

VERSION = $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
DEB = dist/rtxfer_$(VERSION)_$(shell dpkg --print-architecture 2>/dev/null).deb

package: build/package/ready  ## Make a Debian package that needs no Python (Linux)
	build/package/bin/python -m pip install --quiet --no-deps --force-reinstall .
	build/package/bin/pyinstaller --noconfirm --log-level WARN --distpath dist \
		--workpath build/pyinstaller packaging/rtxfer.spec
	packaging/linux/make-deb dist/rtxfer $(DEB) $(VERSION)
	@ls -sh $(DEB)

package-check: package  ## Make it, unpack it elsewhere and start it as a bare user would
	packaging/linux/check-deb $(DEB) build/window.xwd

# An environment of its own: what is packed is what is installed there, and no more.
build/package/ready: pyproject.toml constraints.txt
	@python=$$(scripts/find-python $(PYTHON)) || exit 1; "$$python" -m venv build/package
	PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
		build/package/bin/python -m pip install --quiet '.[app,package]'
	@touch $@

clean:  ## Remove all that was made here, the virtual environment included
	rm -rf .venv .tools build dist demo-output *.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find rtxfer engines train tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is written last, so a set-up that broke off is done again, and a changed
# pyproject.toml or constraints.txt installs anew. pip itself stays as Python brings it; what builds
# rtxfer is constrained too, by the first variable in an older pip and by the second in a newer one.
INSTALL := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
	$(BIN)/python -m pip install --quiet

.venv/bin/python:
	@python=$$(scripts/find-python $(PYTHON)) || exit 1; \
	"$$python" -m venv .venv || { rm -rf .venv; exit 1; }

.venv/system-ready: scripts/system-packages | .venv/bin/python
	$(BIN)/python scripts/system-packages
	@touch $@

.venv/system-ready-tests: scripts/system-packages | .venv/bin/python
	$(BIN)/python scripts/system-packages --tests
	@touch .venv/system-ready $@

.venv/installed: pyproject.toml constraints.txt .venv/system-ready
	$(INSTALL) -e .
	@touch $@

.venv/installed-dev: pyproject.toml constraints.txt .venv/system-ready-tests
	$(INSTALL) -e '.[dev,train]'
	@touch .venv/installed $@

.tools/installed: scripts/tools.txt
	@python=$$(scripts/find-python $(PYTHON)) || exit 1; "$$python" -m venv --clear .tools
	.tools/bin/python -m pip install --quiet -r scripts/tools.txt
	@touch $@
