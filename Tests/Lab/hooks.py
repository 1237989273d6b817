"""A web server that takes webhooks: hooks.py PORT STATUS [CERTIFICATE KEY]

The port that it has in the end stands in the file `port`; PORT may be 0. It answers each POST with
STATUS, with a `Location` of its own where that is a redirection, and keeps what came in the working
folder, `0001.post` onwards: the request line, the headers, the body.
"""

import http.server
import itertools
import ssl
import sys

port, status, *secure = sys.argv[1:]
numbers = itertools.count(1)


class Hooks(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open(f"{next(numbers):04}.post", "wb") as post:
            post.write(f"{self.requestline}\n{self.headers}".encode() + body)
        self.send_response(int(status))
        if status.startswith("3"):
            self.send_header("Location", "/elsewhere")
        # Some servers say in their answers what they were asked; nobody wants a secret from there.
        answer = str(self.headers).encode()
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Hooks)
if secure:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*secure)
    server.socket = context.wrap_socket(server.socket, server_side=True)
with open("port", "w") as file:
    file.write(str(server.server_port))
server.serve_forever()
