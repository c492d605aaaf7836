# Where Portico is built, tested and looked at. `make` alone lists what there is.

SHELL := bash
PREFIX ?= /usr/local

# Swift's libraries within the command, so that it starts in half the time; macOS has them in the system. Linked by the
# toolchain's own lld, and without 57,000 names that nobody looks up in it, it starts in four fifths of what is left.
LINKING := $(if $(filter Linux,$(shell uname)),--static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic)
# Modules that know each other make rendering a tenth faster.
OPTIMISED := --configuration release --product portico $(LINKING) -Xswiftc -cross-module-optimization
RELEASE := $(OPTIMISED) --scratch-path .build-release
# Without the commands of the network, whose libraries take longer to build than everything else.
RENDERING := $(OPTIMISED) --scratch-path .build-preview --disable-default-traits
# Builds and test runs must agree on these flags, or each would build everything again.
# They hold for this package alone: SwiftPM builds dependencies without them.
STRICT := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error
# Rendered pages stay in .build/browser-tests, to be looked at after a failure.
PYTHON_TESTS := .venv/bin/python -m pytest -n auto --maxprocesses 4 --dist worksteal --basetemp .build/browser-tests \
	Tests/Browser Tests/CI Tests/Schema Tests/Reports Tests/Bench Tests/Terminal
SWIFT_FILES := Package.swift Sources Tests
# How many portals `make bench` renders.
SIZES ?= 1000,10000,100000

.PHONY: help preview test test-long test-fuzz build release lint format record install dist bench bench-sandbox bench-publish bench-serve bench-access

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r target line; do \
		printf '  make %-13s %s\n' "$$target" "$$line"; done

preview: ## Render the example portals into site/ and say how to look at them
	scripts/install-tools build
	swift build $(RENDERING)
	.build-preview/release/portico render --workspace examples/storefronts --output site
	@scripts/show-page site/index.html

test: ## Install what the tests need, lint, build without a warning, run every test
	scripts/install-tools test
	scripts/browser-environment
	$(MAKE) --no-print-directory lint
	swift build --build-tests $(STRICT)
	$(PYTHON_TESTS)
	scripts/swift-tests --parallel $(STRICT)

test-long: build release ## Run what takes minutes: random operations, killed runs, a load, the fuzzer, every page
	scripts/install-tools test
	scripts/install-tools long
	scripts/browser-environment
	PORTICO_LONG=1 $(PYTHON_TESTS) -m 'sampled or long'
	PORTICO_LONG=1 scripts/swift-tests --skip-build $(STRICT) --filter 'ModelTests|KilledPublishTests|KilledCommandTests|RandomWorkspaceTests|AccessWalkTests|AccessListTests'
	scripts/load-sandbox .build-release/release/portico
	scripts/fuzz-sandbox .build/debug/portico

test-fuzz: build ## Hold the sandbox against its OpenAPI description with made-up requests
	scripts/install-tools long
	scripts/fuzz-sandbox .build/debug/portico

build: ## Build everything for debugging, into .build
	scripts/install-tools build
	swift build --build-tests $(STRICT)

release: ## Build the optimised command, into .build-release
	scripts/install-tools build
	swift build $(RELEASE)

lint: ## Check the format of all Swift files, and what they document
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

format: ## Format all Swift files in place
	swift format format --in-place --parallel --recursive $(SWIFT_FILES)

record: build ## Record the golden files anew, show what differs, fail if anything does
	scripts/record-golden-files $(STRICT)

install: release ## Put the command into PREFIX/bin (PREFIX=/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 .build-release/release/portico "$(DESTDIR)$(PREFIX)/bin/portico"

bench: release ## Measure many portals beside only writing, only asking, and Hugo (SIZES=1000,10000)
	scripts/install-tools bench
	Benchmarks/bench --sizes "$(SIZES)"

bench-sandbox: release ## Load the sandbox, and fail below 2,000 requests a second or at a p99 of 50 ms
	scripts/install-tools long
	scripts/load-sandbox .build-release/release/portico --check

bench-publish: release ## Plan and publish 1,000 changes, and fail beyond 4 s, 20 s and 150 MB
	scripts/publish-many .build-release/release/portico --check

bench-serve: release ## Serve 1,000 portals, and fail beyond 300 ms, 80/200 ms a repaint, 150 MB and 1 s to end
	scripts/install-tools test
	scripts/browser-environment
	.venv/bin/python scripts/serve-many .build-release/release/portico --check

bench-access: release ## Let 10,000 customers in, and fail beyond 60 s, 100 MB and 30 ms for a link that is stored
	scripts/access-many .build-release/release/portico --check

dist: ## Pack the command for Linux machines without Swift into dist/, with its checksum
	scripts/install-tools build
	scripts/make-dist
