"""A mail server for one test: secure-mail.py PORT MODE CERTIFICATE KEY ANSWER

MODE is `plain`, `starttls` (wanted before anything else) or `tls`. ANSWER is what it says to each
receiver: `250 fine`, or a refusal. It wants the user `ops` with the password `geheim` where there
is TLS, writes each mail into the working folder, `0001.eml` onwards, and what it was told into the
file `talk`, a line a command, behind `tls ` where nobody could listen.
"""

import base64
import itertools
import socket
import ssl
import sys

port, mode, certificate, key, answer = sys.argv[1:]
context = None
if mode != "plain":
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
numbers = itertools.count(1)


class Talk:
    def __init__(self, connection):
        self.connection = connection
        self.file = connection.makefile("rwb")
        self.is_secure = False
        self.is_known = False
        if mode == "tls":
            self.secure()

    def say(self, text):
        self.file.write(text.encode() + b"\r\n")
        self.file.flush()

    def line(self):
        return self.file.readline()

    def secure(self):
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.file = self.connection.makefile("rwb")
        self.is_secure = True

    def greet(self):
        words = ["secure.example.org"]
        if mode == "starttls" and not self.is_secure:
            words.append("STARTTLS")
        if self.is_secure:
            words.append("AUTH PLAIN")
        for index, word in enumerate(words):
            self.say(("250 " if index == len(words) - 1 else "250-") + word)

    def log_in(self, argument):
        word = argument.split()[1] if len(argument.split()) > 1 else None
        if word is None:
            self.say("334 ")
            word = self.line().decode().strip()
        self.is_known = base64.b64decode(word) == b"\0ops\0geheim"
        self.say("235 welcome" if self.is_known else "535 who are you")

    def take(self):
        self.say("354 end with a dot")
        lines = []
        while (line := self.line()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        with open(f"{next(numbers):04}.eml", "wb") as mail:
            mail.write(b"".join(lines))
        self.say("250 kept")

    def run(self):
        self.say("220 secure.example.org ESMTP")
        while line := self.line().decode("latin-1").strip():
            verb, _, argument = line.partition(" ")
            with open("talk", "a") as talk:
                print(("tls " if self.is_secure else "") + verb.upper(), file=talk)
            needs_login = mode != "plain" and not self.is_known
            match verb.upper():
                case "EHLO":
                    self.greet()
                case "STARTTLS" if mode == "starttls":
                    self.say("220 go ahead")
                    self.secure()
                case "AUTH" if self.is_secure:
                    self.log_in(argument)
                case "QUIT":
                    self.say("221 bye")
                    return
                case "MAIL" | "RCPT" | "DATA" if needs_login:
                    self.say("530 log in first")
                case "MAIL":
                    self.say("250 fine")
                case "RCPT":
                    self.say(answer)
                case "DATA":
                    self.take()
                case _:
                    self.say("500 not known here")


listener = socket.create_server(("127.0.0.1", int(port)))
while True:
    connection, _ = listener.accept()
    try:
        Talk(connection).run()
    except (OSError, IndexError):
        pass
    finally:
        connection.close()
