"""A server that refuses everybody, and says in its refusal what it was told: parrot.py PORT WAY

WAY is `mail` (SMTP), `chat` (IRC with SASL) or `names` (DNS). Logins are repeated as they came and
decoded; nobody wants a secret from there. The port that it has in the end stands in the file
`port`; PORT may be 0.
"""

import base64
import socket
import sys
import threading

port, way = sys.argv[1:]


def decoded(word):
    try:
        return base64.b64decode(word).decode().replace("\0", " ")
    except ValueError:
        return "nothing"


def mail(line):
    verb, _, rest = line.partition(" ")
    match verb.upper():
        case "EHLO":
            return "250-parrot.example.org\r\n250 AUTH PLAIN"
        case "AUTH":
            return f"535 {rest} is not it, nor is {decoded(rest.split(' ')[-1])}"
        case "QUIT":
            return None
        case _:
            return f"550 {line}"


def chat(line):
    verb, _, rest = line.partition(" ")
    match verb:
        case "CAP" if rest.startswith("LS"):
            return ":parrot CAP * LS :sasl=PLAIN"
        case "CAP" if rest.startswith("REQ"):
            return ":parrot CAP * ACK :sasl"
        case "AUTHENTICATE" if rest == "PLAIN":
            return "AUTHENTICATE +"
        case "AUTHENTICATE":
            return f":parrot 904 stile :{rest} is not it, nor is {decoded(rest)}"
        case "PASS":
            return f":parrot 464 stile :{rest} is not it"
        case _:
            return ""


def names(message):
    """No name has records, and no change is made; what was signed comes back."""
    is_update = message[2] >> 3 & 15 == 5
    return message[:2] + bytes([message[2] | 0x84, 5 if is_update else 0]) + message[4:]


def serve_names(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", port))
        while True:
            message, asker = server.recvfrom(65536)
            server.sendto(names(message), asker)


def serve_names_again(connection):
    with connection, connection.makefile("rwb") as file:
        while length := file.read(2):
            answer = names(file.read(int.from_bytes(length)))
            file.write(len(answer).to_bytes(2) + answer)
            file.flush()


def serve(connection):
    if way == "names":
        return serve_names_again(connection)
    with connection, connection.makefile("rwb") as file:
        if way == "mail":
            file.write(b"220 parrot.example.org ESMTP\r\n")
            file.flush()
        while line := file.readline().decode().rstrip("\r\n"):
            answer = {"mail": mail, "chat": chat}[way](line)
            if answer is None:
                return
            if answer:
                file.write(answer.encode() + b"\r\n")
                file.flush()


listener = socket.create_server(("127.0.0.1", int(port)))
port = listener.getsockname()[1]
if way == "names":
    threading.Thread(target=serve_names, args=(port,), daemon=True).start()
with open("port", "w") as file:
    file.write(str(port))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
