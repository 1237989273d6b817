"""Long runs: how soon one goes on, what it takes in memory, and whether its steps get slower."""

import itertools
import json
import os
import shutil
import subprocess
import time

from language import ended

RUN = """stile 1
param count: Int
param gate: Path
runbook long "A long run" {
  for number in range(count) {
    step one "Number #{number}" on local {
      no undo "nothing is changed"
      run `true`
    }
  }
  step last "The last one" on local {
    no undo "nothing is changed"
    run `test -e #{gate}`
  }
}
"""
FINISHED = 10_000
STEPS = int(os.environ.get("STEPS", "20000"))


class LongRuns:
    def __init__(self, bench):
        self.bench = bench
        self.gate = bench.folder / "gate"
        self.plan = bench.folder / "long.stile"
        self.plan.write_text(RUN)

    def call(self, *words):
        """Runs stile to its end: its exit status, and the most memory it had, in MB."""
        status, memory = ended([self.bench.stile, *words])
        return status, memory / (1 << 20)

    def begin(self, count):
        settings = ["--set", f"count={count}", "--set", f"gate={self.gate}"]
        return self.call("run", str(self.plan), "--no-input", *settings)

    def intentions(self):
        """When each command was intended, in seconds since 1970."""
        log = subprocess.run(
            [self.bench.stile, "log", "--json"], stdout=subprocess.PIPE, check=True)
        records = map(json.loads, log.stdout.splitlines())
        return [it["utc"] / 1e9 for it in records if it["kind"] == "act.intended"]

    def resumed(self):
        """From the start of the process to the first new intention, behind many finished steps."""
        assert self.begin(FINISHED)[0] == 1, "the last step was to fail"
        self.gate.touch()
        start = time.time()
        status, memory = self.call("resume", "--no-input", "--choose", "continue")
        assert status == 0, "the resume was to end well"
        took = self.intentions()[-1] - start
        self.clear()
        self.bench.measure(
            f"resume behind {FINISHED} steps", f"{took * 1000:.0f} ms", "500 ms", took <= 0.5)
        self.bench.measure("its memory", f"{memory:.0f} MB", "150 MB", memory <= 150)

    def steady(self):
        """The steps at the end of a long run beside those at its beginning."""
        self.gate.touch()
        status, memory = self.begin(STEPS)
        assert status == 0, "the run was to end well"
        moments = self.intentions()
        self.clear()
        pauses = sorted_tenths([b - a for a, b in itertools.pairwise(moments)])
        first, last = pauses[0], pauses[-1]
        self.bench.show(
            f"a step at the end of {STEPS} | at the start", last, first, "ratio 1.3",
            last <= 1.3 * first)
        self.bench.measure("memory of that run", f"{memory:.0f} MB", "", True)

    def clear(self):
        self.gate.unlink(missing_ok=True)
        shutil.rmtree(self.bench.folder / "state")


def sorted_tenths(values):
    """The median of each tenth, in their order."""
    size = max(1, len(values) // 10)
    tenths = [values[start:start + size] for start in range(0, size * 10, size)]
    return [sorted(tenth)[len(tenth) // 2] for tenth in tenths if tenth]
