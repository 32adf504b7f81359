"""A loopback server for a folder, quiet and with gzip as real hosts have it."""

from __future__ import annotations

import gzip
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PACKED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt")


@cache
def packed(path: Path, changed: int) -> bytes:
    """The file as it goes over the wire. ``changed``: when it was, in nanoseconds, since tests write files anew."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or else each body waits 40 ms for the receipt of its headers
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    any_origin = False  # whether pages of other origins may load it, as on Pages and Read the Docs

    def end_headers(self) -> None:
        if self.any_origin:
            self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        if not (path.is_file() and path.name.endswith(PACKED) and "gzip" in self.headers.get("Accept-Encoding", "")):
            return super().do_GET()
        with path.open("rb") as file:  # also where it was packed before: `make mutants` sees which test asks for it
            data = packed(path, os.fstat(file.fileno()).st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        if path.suffix != ".html":
            self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages does
        self.end_headers()
        self.wfile.write(data)
        return None


class Server(ThreadingHTTPServer):
    # A page asks for a dozen files at once; five may wait where nothing else is said.
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        # A browser that leaves a page hangs up in the middle.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(folder: Path, *, any_origin: bool = False) -> Iterator[str]:
    """The address (without a slash at its end) under which ``folder`` is served."""
    handler = type("Handler", (Handler,), {"any_origin": any_origin})
    server = Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
