"""Checks the links, anchors, pictures, styles and scripts of the built site with LinkChecker.

LinkChecker knows lines of HTML, which nobody edits: each finding is told at the line of the YAML or Markdown file.
"""

from __future__ import annotations

import csv
import html
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from helpdesk.catalog import Catalog
from helpdesk.links.origin import Origin
from helpdesk.problems import Problem

_CONFIG = Path(__file__).with_name("linkchecker.ini")
_LIMIT = 600  # seconds
_REFERENCE = re.compile(r"""\s(href|src|srcset|data|action|content)=(["'])(.*?)\2""", re.DOTALL)
_REFRESH = re.compile(r"\d+\s*;\s*url=(.+)", re.IGNORECASE)
_BASE = re.compile(r"""<base href="(/[^"]*)">""")
_ALL = "every-page.html"  # made up by the server below: retired pages are on no other list


def check_built(root: Path, built: Path, catalog: Catalog | None = None) -> list[Problem]:
    """Every broken internal link of the site in ``built`` that was built from ``root``."""
    origin = Origin(root, catalog or Catalog.load(root))
    with serve(built) as address:
        prefix = urlsplit(address).path
        findings = {_target(row["url"], prefix): _finding(row, address) for row in _run_linkchecker(address)}
    problems = set()
    for page, target, written in _links(built) if findings else ():
        if finding := findings.get(target):
            path, line = origin.of(page, target, written)
            problems.add(Problem(path, line, "L501", f"broken link `{written}` on the page {page}: {finding}"))
    return sorted(problems)


def _target(url: str, prefix: str = "/") -> str:
    """The path and anchor of an address of the site that begins at ``prefix``."""
    parts = urlsplit(url)
    path = "/" + parts.path.removeprefix(prefix).lstrip("/")
    return unquote(f"{path}#{parts.fragment}" if parts.fragment else path)


def _links(built: Path) -> Iterator[tuple[str, str, str]]:
    """Page, target and wording of every link: LinkChecker tells a broken target once, on one page that links there."""
    for path in sorted(built.rglob("*.html")):
        page = path.relative_to(built).as_posix()
        for match in _REFERENCE.finditer(path.read_text(encoding="utf-8", errors="replace")):
            for written in _addresses(match[1], html.unescape(match[3])):
                if not urlsplit(written).scheme:
                    yield page, _target(urljoin(f"/{quote(page)}", written)), written


def _addresses(attribute: str, value: str) -> list[str]:
    match attribute:
        case "srcset":  # each address is followed by a width or a density
            return [part.split()[0] for part in value.split(",") if part.strip()]
        case "content":
            return [found[1]] if (found := _REFRESH.fullmatch(value.strip())) else []
    return [value]


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on a free port of this machine, at the path at which it will be published.

    The page for missing addresses has that path in it, because it is shown at any depth.
    """
    missing = folder / "404.html"
    base = _BASE.search(missing.read_text(encoding="utf-8")) if missing.exists() else None
    prefix = base[1] if base else "/"
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder), prefix=prefix))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # the other side has heard enough
            super().handle_error(request, client_address)


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version, disable_nagle_algorithm = "HTTP/1.1", True  # one connection for many requests, none of them late

    def __init__(self, *arguments: Any, prefix: str, **more: Any) -> None:
        self.prefix = prefix
        super().__init__(*arguments, **more)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.prefix) if path.startswith(self.prefix) else "/nowhere")

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "as fast as you like")  # else it asks ten times a second at most
        super().end_headers()

    def do_GET(self) -> None:
        if self.path != f"{self.prefix}{_ALL}":
            return super().do_GET()
        pages = sorted(path.relative_to(self.directory).as_posix() for path in Path(self.directory).rglob("*.html"))
        text = "".join(f'<a href="{html.escape(quote(page))}">.</a>' for page in pages).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        pass


def _run_linkchecker(address: str) -> Iterator[dict[str, str]]:
    command = [sys.executable, "-m", "helpdesk.links.once", "--config", str(_CONFIG), f"{address}{_ALL}"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, check=False)
    if result.returncode not in (0, 1):
        raise RuntimeError(f"linkchecker could not run: {result.stderr.strip()[-2000:]}")
    lines = [line for line in result.stdout.splitlines() if line and not line.startswith("#")]
    yield from csv.DictReader(lines)


def _finding(row: dict[str, str], address: str) -> str:
    if row["valid"] == "False":
        return row["result"].removeprefix("Error: ")
    warning = row["warningstring"].replace(address, "/")
    if anchor := re.match(r"Anchor `(.*?)' ", warning):
        return f"the page has no place `#{anchor[1]}`"
    return warning
