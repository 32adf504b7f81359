"""The page that checks a reader's data, as tests use it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page
from serving import Server

RESULT = "#check-result[data-status]"
FINDINGS = """all => all.map(one => ({...one.dataset}))"""


class Watched:
    """A ``page`` of the site at ``url``. ``asked`` has the address of each request, ``said`` what went wrong in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)


class Checker(Watched):
    """The page with the checker open."""

    def __init__(self, page: Page, url: str) -> None:
        super().__init__(page, url)
        page.goto(f"{url}/check.html")

    def folder(self, path: Path) -> int:
        """Choose a folder; returns the status, as ``helpdesk explain`` exits."""
        return self._done(lambda: self.page.set_input_files("#check-folder", path))

    def file(self, path: Path) -> int:
        return self._done(lambda: self.page.set_input_files("#check-file", path))

    def address(self, address: str) -> int:
        self.page.fill("#check-url", address)
        return self._done(lambda: self.page.press("#check-url", "Enter"))

    def text(self, text: str) -> int:
        self.page.evaluate("document.getElementById('check-paste').open = true")
        self.page.fill("#check-json", text)
        return self._done(lambda: self.page.click("#check-text button"))

    def drop(self, path: Path) -> int:
        """Drop a file or folder from outside the browser."""
        self.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        box = self.page.locator("#check-drop").bounding_box()
        assert box
        devtools = self.page.context.new_cdp_session(self.page)
        data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}

        def drop() -> None:
            for kind in ("dragEnter", "dragOver", "drop"):
                event = {"type": kind, "x": box["x"] + 20, "y": box["y"] + 20, "data": data}
                devtools.send("Input.dispatchDragEvent", event)

        return self._done(drop)

    def press(self, button: str) -> int:
        return self._done(lambda: self.page.click(f"#check-result button:has-text('{button}')"))

    def _done(self, give: Any) -> int:
        self.page.evaluate("delete document.getElementById('check-result').dataset.status")
        give()
        self.page.wait_for_selector(RESULT, timeout=30_000, state="attached")
        return int(self.page.get_attribute("#check-result", "data-status") or -1)

    @property
    def result(self) -> str:
        return self.page.inner_text("#check-result")

    def findings(self) -> list[dict[str, str]]:
        return self.page.eval_on_selector_all("#check-result .finding", FINDINGS)

    @property
    def told(self) -> str:
        """The sentence below the verdict."""
        return self.page.inner_text("#check-result .told")


class _Elsewhere(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *given: Any, shared: bool, asked: list[str], **more: Any) -> None:
        self.shared, self.asked = shared, asked
        super().__init__(*given, **more)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        if self.shared:
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "Range")
        super().end_headers()

    def do_OPTIONS(self) -> None:
        self.send_response(204)
        self.end_headers()

    def do_HEAD(self) -> None:
        self.asked.append(f"HEAD {urlsplit(self.path).path}")
        super().do_HEAD()

    def do_GET(self) -> None:
        self.asked.append(urlsplit(self.path).path)
        path = Path(self.translate_path(self.path))
        wanted = self.headers.get("Range", "").removeprefix("bytes=")
        if not path.is_file() or not wanted or "no-ranges" in self.path:
            return super().do_GET()
        data = path.read_bytes()
        start, _, end = wanted.partition("-")
        part = data[int(start) : int(end) + 1] if start else data[-int(end) :]
        self.send_response(206)
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)
        return None


@contextmanager
def elsewhere(folder: Path, *, shared: bool = True) -> Iterator[tuple[str, list[str]]]:
    """``folder`` on a server of another origin, and the paths that it was asked for. ``shared``: with CORS."""
    asked: list[str] = []
    handler = partial(_Elsewhere, directory=str(folder), shared=shared, asked=asked)
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
