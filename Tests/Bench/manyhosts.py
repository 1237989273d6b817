"""Ten commands on twenty hosts, cold: beside one ssh session a host, and beside fabric.

The hosts are addresses on loopback, each with a home folder of its own; both sides of every
connection share this machine's processors. What counts there is how dear it is to open a session:
fabric does that in one process, without an `ssh` for each host, and writes nothing down.
"""

import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time

from language import printed

HOSTS, COMMANDS, TRIES = 20, 10, 5
PLAN = """stile 1
param hosts: List[Host]
runbook many "Many hosts" {
  for number in range(COMMANDS) {
    step one "Number #{number}" on hosts {
      no undo "nothing is changed"
      run `/bin/true`
    }
  }
}
""".replace("COMMANDS", str(COMMANDS))
FABRIC = pathlib.Path(__file__).resolve().parent.parent.parent / ".build/fabric/bin/python3"
GROUP = """
import json, sys, time
from fabric import Config, Connection, ThreadingGroup
names, folder, commands = json.loads(sys.argv[1])
begin = time.perf_counter()
config = Config(runtime_ssh_path=folder + "/config")
group = ThreadingGroup(*names, config=config)
for _ in range(commands): group.run("/bin/true", hide=True)
group.close()
print(time.perf_counter() - begin)
"""


class ManyHosts:
    def __init__(self, bench):
        self.bench = bench
        self.folder = bench.folder / "many"
        self.folder.mkdir()
        self.names = [f"h{number}" for number in range(1, HOSTS + 1)]

    def measure(self):
        with self.servers() as (port, key):
            hosts = ", ".join(
                f'Host("{name}", address: "{self.address(name)}", port: {port}, user: "root", '
                f'identity: "{self.folder}/key", host_key: "{key}")' for name in self.names)
            self.write_config(port, key)
            mine, plain, fabric = zip(*(
                (self.stile(hosts), self.ssh(), self.fabric()) for _ in range(TRIES)))
        floor = min(plain)
        what = f"{HOSTS} hosts x {COMMANDS} commands | ssh, one shell"
        self.bench.show(what, min(mine), floor, "ratio 1.8", min(mine) <= 1.8 * floor)
        if None not in fabric:
            what = "the same, by fabric | ssh, one shell"
            self.bench.show(what, min(fabric), floor, "none", True)

    def stile(self, hosts):
        plan = self.folder / "plan.stile"
        plan.write_text(PLAN)
        begin = time.perf_counter()
        printed([self.bench.stile, "run", str(plan), "--no-input", "--set", f"hosts=[{hosts}]"])
        return time.perf_counter() - begin

    def ssh(self):
        """All hosts at once, each with one session that runs the commands in one shell."""
        script = "; ".join(["/bin/true"] * COMMANDS)
        begin = time.perf_counter()
        sessions = [
            subprocess.Popen(
                ["ssh", "-F", str(self.folder / "config"), name, script], stdin=subprocess.DEVNULL)
            for name in self.names]
        if any(session.wait() for session in sessions):
            raise SystemExit("bench: an ssh session failed")
        return time.perf_counter() - begin

    def fabric(self):
        """Without the time that Python takes to load it; nothing where it is not installed."""
        if not FABRIC.exists():
            return None
        what = json.dumps([self.names, str(self.folder), COMMANDS])
        return float(printed([str(FABRIC), "-c", GROUP, what]))

    # The hosts

    @staticmethod
    def address(name):
        return f"127.0.1.{name[1:]}"

    def write_config(self, port, key):
        lines = [line for name in self.names
                 for line in (f"Host {name}", f"  HostName {self.address(name)}")]
        known = self.folder / "known_hosts"
        known.write_text("".join(f"[{self.address(name)}]:{port} {key}\n" for name in self.names))
        lines += [
            "Host *", f"  Port {port}", "  User root", f"  IdentityFile {self.folder}/key",
            "  IdentitiesOnly yes", "  IdentityAgent none", f"  UserKnownHostsFile {known}",
            "  GlobalKnownHostsFile /dev/null", "  StrictHostKeyChecking yes", "  BatchMode yes"]
        (self.folder / "config").write_text("\n".join(lines) + "\n")

    @contextlib.contextmanager
    def servers(self):
        """One sshd listens at 16 addresses at most, so there are two."""
        for name in ("key", "host_key"):
            words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", ""]
            subprocess.run([*words, "-f", self.folder / name], check=True)
        shutil.copy(self.folder / "key.pub", self.folder / "authorized_keys")
        with socket.socket() as free:
            free.bind(("127.0.1.1", 0))
            port = free.getsockname()[1]
        half = HOSTS // 2
        with contextlib.ExitStack() as stack:
            for names in (self.names[:half], self.names[half:]):
                stack.enter_context(self.server(port, names))
            yield port, " ".join((self.folder / "host_key.pub").read_text().split()[:2])

    @contextlib.contextmanager
    def server(self, port, names):
        lines = [f"ListenAddress {self.address(name)}:{port}" for name in names]
        lines += [
            f"HostKey {self.folder}/host_key", "PidFile none",
            f"AuthorizedKeysFile {self.folder}/authorized_keys", "PermitRootLogin yes",
            "UsePAM no", "StrictModes no", "UseDNS no", "MaxStartups 100"]
        for name in names:
            home = self.folder / name
            home.mkdir()
            lines += [f"Match LocalAddress {self.address(name)}", f'  SetEnv "HOME={home}"']
        config = self.folder / f"sshd_config_{names[0]}"
        config.write_text("\n".join(lines) + "\n")
        sshd = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin")
        process = subprocess.Popen([sshd, "-D", "-e", "-f", config], stderr=subprocess.DEVNULL)
        try:
            self.wait_for(self.address(names[-1]), port, process)
            yield
        finally:
            process.terminate()
            process.wait()

    @staticmethod
    def wait_for(address, port, process):
        for _ in range(500):
            with socket.socket() as probe:
                if probe.connect_ex((address, port)) == 0:
                    return
            if process.poll() is not None:
                break
            time.sleep(0.01)
        raise SystemExit("bench: no sshd answers")
