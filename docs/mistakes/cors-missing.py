import functools
import http.server
import threading
import urllib.request
from pathlib import Path


class Plain(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Shared(Plain):
    def end_headers(self):
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


Path("zarr.json").write_text("{}")
for handler in (Plain, Shared):
    with http.server.HTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=".")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        request = urllib.request.Request(f"http://127.0.0.1:{server.server_port}/zarr.json")
        request.add_header("Origin", "https://example.org")
        with urllib.request.urlopen(request) as answer:
            print(f"{answer.status}, Access-Control-Allow-Origin: {answer.headers['Access-Control-Allow-Origin']}")
        server.shutdown()
