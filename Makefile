# Two commands for a new machine: `make demo` shows what Stile does, `make test` is the gate.

.PHONY: deps build release demo bench fuzz torture test fmt lint clean

SWIFT_SOURCES = Sources Tests stdlib Package.swift

# Installs what is missing (Debian), or says what to install.
deps:
	@scripts/deps

build: deps
	swift build

# One file that needs no libraries of Swift, SQLite or libyaml beside it: what is shipped, shown and
# measured. The linker finds the static ones first, because nothing else lies in their folder.
STATIC = $(CURDIR)/.build/static

release: deps
	mkdir -p $(STATIC)
	ln -sf "$$(cc -print-file-name=libsqlite3.a)" $(STATIC)/libsqlite3.a
	ln -sf "$$(cc -print-file-name=libyaml.a)" $(STATIC)/libyaml.a
	swift build -c release --static-swift-stdlib --product stile -Xlinker -L$(STATIC)

# Moves a site in a lab of real servers, and back; leaves nothing behind.
demo: release
	@scripts/demo

# What Stile costs, beside what the same costs without it.
bench: release
	@scripts/deps bench
	swift build -c release --static-swift-stdlib --product phases -Xlinker -L$(STATIC)
	@Tests/Bench/bench

# What is missing is installed, so nothing is skipped. The end-to-end tests run by themselves: beside
# others that keep all threads busy, a person at a terminal would be too late for what happens there.
test: lint
	@scripts/deps test
	swift build --build-tests
	scripts/run-tests --skip EndToEndTests
	scripts/run-tests --filter EndToEndTests

# Texts with something wrong in them, through all that reads texts; ten million take hours.
COUNT = 100000
SEED = 1

fuzz: deps
	STILE_FUZZ_COUNT=$(COUNT) STILE_FUZZ_SEED=$(SEED) swift test --disable-xctest --filter FuzzTests

# More of the faults of which the gate has a share: minutes of power cuts, clocks that lie, names
# that attack, and processes that die and die again.
STATES = 20000
HISTORIES = 10000
NAMES = 10000
KILLS = 2000

torture: deps
	STILE_POWER_LOSS_STATES=$(STATES) STILE_CLOCK_HISTORIES=$(HISTORIES) \
		STILE_HOSTILE_NAMES=$(NAMES) STILE_KILL_HISTORIES=$(KILLS) \
		swift test --disable-xctest \
		--filter 'PowerLossTests|ClockTests|HostileNameTests|DeepCrashTests'

fmt:
	swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

lint:
	swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)

clean:
	rm -rf .build
