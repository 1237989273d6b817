"""A small IRC server over TLS: chat.py PORT WAY CERTIFICATE KEY

It knows SASL PLAIN, with the account `ops` and the password `geheim`, and says to those who ask for
`echo-message` what they said. What it is told stands in the file `told`, a line each.

WAY is how it behaves: `well`; `deaf` takes no word and shows none; `mute` refuses to speak in a
channel; `closed` lets nobody in; `bare` knows no SASL and no echo; `taken` has the nick already;
`slow` sends a PING first, and welcomes nobody before it is answered.
"""

import base64
import socket
import ssl
import sys
import threading

port, way, certificate, key = sys.argv[1:]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)
told = open("told", "a", buffering=1)


class Talk:
    def __init__(self, connection):
        self.file = context.wrap_socket(connection, server_side=True).makefile("rwb")
        self.nick = "*"
        self.caps = set()
        self.is_negotiating = False
        self.is_waiting = False

    def say(self, text):
        self.file.write(text.encode() + b"\r\n")
        self.file.flush()

    def reply(self, number, *words):
        self.say(f":chat.example.org {number} {self.nick} " + " ".join(words))

    def welcome(self):
        if self.nick == "*" or self.is_negotiating or self.is_waiting:
            return
        self.reply("001", ":welcome")
        self.reply("422", ":no message today")

    def cap(self, words):
        offered = "" if way == "bare" else "echo-message sasl=PLAIN,EXTERNAL multi-prefix"
        if words[0] == "LS":
            self.is_negotiating = True
            self.say(":chat.example.org CAP * LS * :server-time")
            self.say(f":chat.example.org CAP * LS :{offered}")
        elif words[0] == "REQ":
            self.caps = set(" ".join(words[1:]).lstrip(":").split())
            self.say(f":chat.example.org CAP * ACK :{' '.join(sorted(self.caps))}")
        elif words[0] == "END":
            self.is_negotiating = False
            self.welcome()

    def authenticate(self, word):
        if word == "PLAIN":
            self.say("AUTHENTICATE +")
        elif base64.b64decode(word).split(b"\0")[1:] == [b"ops", b"geheim"]:
            self.reply("900", "ops", ":you are known")
            self.reply("903", ":welcome")
        else:
            self.reply("904", ":who are you? geheim is not it")

    def name(self, nick):
        if way == "taken" and nick == "stile":
            return self.reply("433", nick, ":somebody is called so")
        self.nick = nick
        if way == "slow":
            self.is_waiting = True
            self.say("PING :are you there")
        self.welcome()

    def private(self, channel, text):
        if way == "mute":
            return self.reply("404", channel, ":you have no voice")
        if "echo-message" in self.caps and way != "deaf":
            self.say(f"@time=now :{self.nick}!stile@here PRIVMSG {channel} {text}")

    def run(self):
        while line := self.file.readline().decode().rstrip("\r\n"):
            print(line, file=told)
            verb, *words = line.split(" ")
            match verb:
                case "CAP":
                    self.cap(words)
                case "AUTHENTICATE":
                    self.authenticate(words[0])
                case "NICK":
                    self.name(words[0])
                case "JOIN" if way == "closed":
                    self.reply("473", words[0], ":by invitation only")
                case "JOIN":
                    self.say(f":{self.nick}!stile@here JOIN {words[0]}")
                case "PRIVMSG":
                    self.private(words[0], " ".join(words[1:]))
                case "PING":
                    self.say(f":chat.example.org PONG chat.example.org {words[0]}")
                case "PONG" if words == [":are", "you", "there"]:
                    self.is_waiting = False
                    self.welcome()
                case "QUIT":
                    return


def serve(connection):
    try:
        Talk(connection).run()
    except OSError:
        pass
    finally:
        connection.close()


listener = socket.create_server(("127.0.0.1", int(port)))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
