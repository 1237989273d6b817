"""The front end and the machine beside their peers: Lua 5.4 and CPython, the same work in each.

Each side measures itself, in processor seconds, so that neither starting nor a busy machine counts.
"""

import os
import subprocess
import sys

RUNBOOK = """## Moves the site number NUMBER.
procedure move_NUMBER(name: String, from: Host, to: Host) {
  let size = used_NUMBER(Path("/srv/#{name}")) on from
  step copy "Copy the files of #{name}" on to within 2h {
    undo { run `rm -rf -- /srv/site-NUMBER` }
    run `rsync -a --delete -- #{from.name.text}:/srv/#{name}/ /srv/site-NUMBER/`
  }
  verify copied "The copy of #{name} is whole" on to within 5m every 10s {
    used_NUMBER(Path("/srv/site-NUMBER")) >= size
    succeeds `test -d /srv/site-NUMBER`
  }
  notify console "#{name} has moved, number NUMBER"
}

probe used_NUMBER(folder: Path) -> Int {
  let output = probe `du -sb -- #{folder}`
  return (output.text.words[0] ?? "").to_int() ?? fail "no size of #{folder}"
}

"""

# The same actions as calls, of the same words.
SCRIPT = """-- Moves the site number NUMBER.
function move_NUMBER(name, from, to)
  local size = on(from, used_NUMBER, "/srv/" .. name)
  step("copy", "Copy the files of " .. name, { on = to, within = "2h" }, function()
    undo(function() run("rm", "-rf", "--", "/srv/site-NUMBER") end)
    run("rsync", "-a", "--delete", "--", from.name .. ":/srv/" .. name .. "/", "/srv/site-NUMBER/")
  end)
  local often = { within = "5m", every = "10s" }
  verify("copied", "The copy of " .. name .. " is whole", often, function()
    return used_NUMBER("/srv/site-NUMBER") >= size and
      succeeds("test", "-d", "/srv/site-NUMBER")
  end)
  notify(console, name .. " has moved, number NUMBER")
end

function used_NUMBER(folder)
  local output = probe("du", "-sb", "--", folder)
  return tonumber(words(output.text)[1] or "") or error("no size of " .. folder)
end

"""

FIB = (
    "stile 1\nfn fib(n: Int) -> Int = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }\n"
    "let value = fib(30)\n",
    "local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end\n"
    "local begin = os.clock() fib(30) print(os.clock() - begin)\n")

LOOP = (
    "stile 1\nfn sum(n: Int) -> Int {\n  var total = 0\n"
    "  for i in range(n) { total = total + i % 7 }\n  return total\n}\nlet value = sum(10000000)\n",
    "local function sum(n)\n  local total = 0\n"
    "  for i = 0, n - 1 do total = total + i % 7 end\n  return total\nend\n"
    "local begin = os.clock() sum(10000000) print(os.clock() - begin)\n")

MAP = (
    "stile 1\nfn work(n: Int) -> Int {\n  var map = { \"k\": 0 }\n"
    "  for i in range(n) { map = map.with(\"k#{i}\", i) }\n  var total = 0\n"
    "  for i in range(n) { total = total + (map[\"k#{i}\"] ?? 0) }\n  return total\n}\n"
    "let value = work(1000000)\n",
    "import time\ndef work(n):\n    map = {'k': 0}\n    for i in range(n): map[f'k{i}'] = i\n"
    "    total = 0\n    for i in range(n): total += map.get(f'k{i}', 0)\n    return total\n"
    "begin = time.process_time(); work(1000000); print(time.process_time() - begin)\n")

TEXT = (
    "stile 1\nfn work(n: Int) -> Int {\n  var parts = [\"\"]\n"
    "  for i in range(n) { parts = parts.with(\"item #{i}\") }\n"
    "  return parts.join(\",\").count\n}\nlet value = work(1000000)\n",
    "import time\ndef work(n):\n    parts = ['']\n    for i in range(n): parts.append(f'item {i}')\n"
    "    return len(','.join(parts))\n"
    "begin = time.process_time(); work(1000000); print(time.process_time() - begin)\n")

TRIES = 9


class Language:
    """The measures that `Bench.show` prints."""

    def __init__(self, bench, phases):
        self.bench = bench
        self.phases = phases

    def file(self, name, text):
        path = self.bench.folder / name
        path.write_text(text)
        return str(path)

    def beside(self, what, mine, peer, bound):
        """Both in turn; the fastest of each."""
        times = [(mine(), peer()) for _ in range(TRIES)]
        stile, other = (min(side) for side in zip(*times))
        self.bench.show(what, stile, other, f"ratio {bound}", stile <= bound * other)

    def phase(self, name, file):
        return lambda: float(printed([self.phases, name, file, "1"]))

    def measure(self):
        self.front_end()
        for what, (mine, other), peer, bound in (
            ("fib(30) | Lua 5.4", FIB, "lua5.4", 1),
            ("10,000,000 rounds of a loop | Lua 5.4", LOOP, "lua5.4", 1),
            ("1,000,000 entries of a map | CPython", MAP, "python3", 1),
            ("1,000,000 texts, joined | CPython", TEXT, "python3", 1)):
            name = what.split()[0].strip("(),0123456789") or "work"
            script = self.file(name + ".peer", other)
            stile = self.phase("run", self.file(name + ".stile", mine))
            self.beside(what, stile, lambda: float(printed([peer, script])), bound)

    def front_end(self):
        texts = [self.file(f"runbooks{count}.stile", generated(RUNBOOK, count, "stile 1\n\n"))
                 for count in (1500, 3000)]
        size = os.path.getsize(texts[0])
        script = self.file("runbooks.lua", generated(SCRIPT, 1500))
        empty = self.file("empty.lua", "")
        scale = size / os.path.getsize(script)

        def luac():
            return (spent(["luac5.4", "-p", script]) - spent(["luac5.4", "-p", empty])) * scale

        self.beside("parse, 1 MB of runbooks | luac -p", self.phase("parse", texts[0]), luac, 1)
        self.beside("parse and check | luac -p", self.phase("check", texts[0]), luac, 3)
        self.beside(
            "parse, twice the text | once", self.phase("parse", texts[1]),
            self.phase("parse", texts[0]), 2.2)
        self.beside(
            "check, twice the text | once", self.phase("check", texts[1]),
            self.phase("check", texts[0]), 2.2)
        lines = self.file("lines.stile", generated(RUNBOOK, 5000 // 18, "stile 1\n\n"))
        again = min(self.phase("check", lines)() for _ in range(TRIES))
        self.bench.show("check again, 5,000 lines | 50 ms", again, 0.05, "ratio 1", again <= 0.05)
        nothing = self.file("nothing.stile", "stile 1\n")
        for phase in ("parse", "check"):
            held = peak([self.phases, phase, texts[1], "1"]) - peak(
                [self.phases, phase, nothing, "1"])
            times = held / os.path.getsize(texts[1])
            print(f"memory of a text, {phase}: {times:.0f} times its size")


def generated(template, count, head=""):
    return head + "".join(template.replace("NUMBER", str(number)) for number in range(count))


def printed(words):
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"bench: {words} fails\n{done.stdout}{done.stderr}")
    return done.stdout


def usage(words):
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"bench: {words} fails")
    return used


def spent(words):
    used = usage(words)
    return used.ru_utime + used.ru_stime


ENDED = """
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(process, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss * 1024)
"""


def ended(words):
    """How a process ended, and the most memory that it had, in bytes. The kernel counts the memory
    of whoever starts a process as its own until then, so a small one does."""
    small = [sys.executable, "-I", "-S", "-c", ENDED]
    return map(int, printed([*small, *map(str, words)]).split())


def peak(words):
    status, memory = ended(words)
    if status != 0:
        raise SystemExit(f"bench: {words} fails")
    return memory
