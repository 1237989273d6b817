"""Listens in a channel of an IRC server: listen.py PORT PASSWORD CHANNEL

What others say there stands in the file `heard`, a line each; the file is there once it listens.
"""

import socket
import sys

port, password, channel = sys.argv[1:]
file = socket.create_connection(("127.0.0.1", int(port))).makefile("rwb")


def say(text):
    file.write(text.encode() + b"\r\n")
    file.flush()


say(f"PASS :{password}")
say("NICK listener")
say("USER listener 0 * :listener")
heard = None
while line := file.readline().decode("utf-8", "replace").rstrip("\r\n"):
    words = line.split(" ", 3)
    if words[0] == "PING":
        say("PONG " + words[1])
    elif words[1] == "001":
        say(f"JOIN {channel}")
    elif words[1] == "366":
        heard = open("heard", "a", buffering=1)
    elif words[1] == "PRIVMSG" and heard:
        print(words[3][1:], file=heard)
