"""What everybody can see of a name while it moves: watch.py LAB

Asks both name servers, the lab's resolver and a resolver of its own many times a second, and prints
`TIME SERVER TTL VALUE` for each answer: nanoseconds since 1970, the moment when the answer came.

Its own resolver is the worst there can be: it asks only the secondary, and as long as that one
gives its first answer, it is made to forget what it knows again and again. So it goes into the
window with a copy that was taken just before the last server changed. Ends with its standard input.
"""

import itertools
import os
import pathlib
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

WORST = "127.0.0.13"
CNAME = 5


def ask(name, address, port):
    """The TTL and the value of the CNAME that a server gives, or None."""
    number = os.urandom(2)
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    question = number + struct.pack(">5H", 0x0100, 1, 0, 0, 0) + labels + b"\0"
    question += struct.pack(">2H", CNAME, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as channel:
        channel.settimeout(0.3)
        channel.connect((address, port))
        channel.send(question)
        try:
            answer = channel.recv(4096)
        except OSError:
            return None
    if answer[:2] != number or struct.unpack(">H", answer[6:8])[0] == 0:
        return None
    _, offset = read_name(answer, 12)
    _, offset = read_name(answer, offset + 4)
    kind, _, ttl, _ = struct.unpack(">HHIH", answer[offset : offset + 10])
    return (ttl, read_name(answer, offset + 10)[0]) if kind == CNAME else None


def read_name(message, offset):
    """A name and where what follows it begins."""
    parts, after = [], None
    while (length := message[offset]) != 0:
        if length >= 0xC0:
            after = after or offset + 2
            offset = struct.unpack(">H", message[offset : offset + 2])[0] & 0x3FFF
        else:
            parts.append(message[offset + 1 : offset + 1 + length].decode())
            offset += 1 + length
    return ".".join(parts), after or offset + 1


def start_worst(lab, facts, folder):
    """The lab's resolver once more, at another address, with the secondary as its only source."""
    text = (lab / "resolver" / "unbound.conf").read_text()
    resolver = facts["LAB_RESOLVER"].split(":")[0]
    primary = f"    stub-addr: {facts['LAB_NS1']}@{facts['LAB_DNS_PORT']}\n"
    text = text.replace(resolver, WORST).replace(primary, "")
    (folder / "unbound.conf").write_text(text)
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    unbound = shutil.which("unbound", path=path)
    return subprocess.Popen(
        [unbound, "-d", "-p", "-c", "unbound.conf"], cwd=folder, stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)


def watch(worst, facts):
    port = int(facts["LAB_DNS_PORT"])
    name = "www." + facts["LAB_ZONE"]
    primary, secondary = facts["LAB_NS1"], facts["LAB_NS2"]
    resolver = facts["LAB_RESOLVER"].split(":")[0]

    def show(server, address):
        answer = ask(name, address, port)
        if answer is not None:
            print(time.time_ns(), server, *answer, flush=True)
        return answer

    first, is_old, is_up = None, True, False
    for tick in itertools.count():
        answer = show("secondary", secondary)
        if answer is not None:
            first = first or answer[1]
            is_old = answer[1] == first
        if is_up and is_old and tick % 20 == 0:
            worst.send_signal(signal.SIGHUP)
        if tick % 5 == 0:
            show("primary", primary)
            show("resolver", resolver)
            is_up = show("worst", WORST) is not None or is_up
        if select.select([sys.stdin], [], [], 0.02)[0]:
            break


def main(lab):
    lab = pathlib.Path(lab)
    facts = dict(
        line.removeprefix("export ").split("=", 1)
        for line in (lab / "env").read_text().splitlines())
    with tempfile.TemporaryDirectory(dir=lab) as folder:
        worst = start_worst(lab, facts, pathlib.Path(folder))
        try:
            watch(worst, facts)
        finally:
            worst.kill()
            worst.wait()


main(sys.argv[1])
