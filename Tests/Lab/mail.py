"""An SMTP sink: mail.py ADDRESS PORT OTHER_PORT...

Writes each mail to a file in the working folder, `0001.eml` onwards, the envelope in two header
lines above it. The other ports are only looked at: if somebody listens there on an address of the
lab this row of ports is taken, and the sink does not start.
"""

import asyncio
import os
import socket
import sys

machines = ["127.0.0.10", "127.0.0.11", "127.0.0.12", "127.0.0.21", "127.0.0.22"]


def take_row(address, port, others):
    """Binds the sink's port, which claims the row, then looks whether the rest of it is free."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen()
    for machine in machines:
        for other in others:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                with socket.socket(socket.AF_INET, kind) as probe:
                    if kind == socket.SOCK_STREAM:
                        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    probe.bind((machine, other))
    return listener


def store(sender, recipients, body):
    """A mail appears under its number at once and whole."""
    number = 1 + sum(name.endswith(".eml") for name in os.listdir("."))
    name = f"{number:04}.eml"
    with open(name + ".part", "wb") as file:
        file.write(b"X-Envelope-From: %s\r\n" % sender)
        file.write(b"X-Envelope-To: %s\r\n" % b", ".join(recipients))
        file.write(body)
    os.rename(name + ".part", name)


def address_in(argument):
    start, end = argument.find(b"<"), argument.find(b">")
    return argument[start + 1 : end] if 0 <= start < end else b""


async def read_body(reader):
    lines = []
    while (line := await reader.readuntil(b"\r\n")) != b".\r\n":
        lines.append(line[1:] if line.startswith(b".") else line)
    return b"".join(lines)


async def talk(reader, writer):
    sender, recipients = b"", []

    async def say(text):
        writer.write(text.encode() + b"\r\n")
        await writer.drain()

    try:
        await say("220 sink.community.test ESMTP")
        while line := await reader.readline():
            verb, _, argument = line.strip().partition(b" ")
            match verb.upper():
                case b"EHLO":
                    await say("250-sink.community.test\r\n250-8BITMIME\r\n250 SMTPUTF8")
                case b"HELO" | b"NOOP" | b"HELP" | b"VRFY":
                    await say("250 fine")
                case b"RSET":
                    sender, recipients = b"", []
                    await say("250 forgotten")
                case b"MAIL":
                    sender, recipients = address_in(argument), []
                    await say("250 fine")
                case b"RCPT":
                    recipients.append(address_in(argument))
                    await say("250 fine")
                case b"DATA" if recipients:
                    await say("354 end with a dot")
                    store(sender, recipients, await read_body(reader))
                    sender, recipients = b"", []
                    await say("250 kept")
                case b"DATA":
                    await say("503 nobody to send it to")
                case b"QUIT":
                    await say("221 bye")
                    break
                case _:
                    await say("500 not known here")
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main(address, port, *others):
    listener = take_row(address, int(port), [int(other) for other in others])
    server = await asyncio.start_server(talk, sock=listener)
    open(".up", "x").close()
    async with server:
        await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
