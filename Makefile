# Two commands for a new machine: `make demo` shows what Stile does, `make test` is the gate.

.PHONY: deps build release test fmt lint clean

SWIFT_SOURCES = Sources Tests stdlib Package.swift

# Installs what is missing (Debian), or says what to install.
deps:
	@scripts/deps

build: deps
	swift build

# One file without Swift's libraries beside it: what is shipped, shown and measured.
release: deps
	swift build -c release --static-swift-stdlib --product stile

# The runner's closing line is the last one.
test: deps lint
	swift build --build-tests
	swift test --skip-build --disable-xctest

fmt:
	swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

lint:
	swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)

clean:
	rm -rf .build
