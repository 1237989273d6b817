"""A host's web server: web.py ADDRESS PORT HOST FOLDER

Serves the folder, which may come and go, and says in `Served-By` which host it is.
"""

import functools
import http.server
import sys


class Site(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5

    def __init__(self, *arguments, host, **named):
        self.host = host
        super().__init__(*arguments, **named)

    def end_headers(self):
        self.send_header("Served-By", self.host)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


address, port, host, folder = sys.argv[1:]
site = functools.partial(Site, host=host, directory=folder)
http.server.ThreadingHTTPServer((address, int(port)), site).serve_forever()
