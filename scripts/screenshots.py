"""Takes pictures of the built site: every kind of page in several widths and looks, and the four of the README.

`make screenshots` writes the set into `_build/screenshots`, and `index.html` there shows all of it on one page.
"""

from __future__ import annotations

import html
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
SET = ROOT / "_build/screenshots"
README = {"home": "index.html", "term": "glossary/shard.html"}
PAGES = {
    "home": "index.html",
    "check": "check.html",
    "edit": "edit.html?mistake=axes-missing&script=v05",
    "checked": "check.html?source={url}/stores/labels/v05/labels.ome.zarr",
    "describe": "describe.html",
    "glossary": "glossary/index.html",
    "term": "glossary/chunk.html",
    "questions": "faq/index.html",
    "question": "faq/all-black.html",
    "guides": "docs/guide/index.html",
    "guide": "docs/guide/zarr.html",
    "examples": "docs/examples/index.html",
    "example": "docs/examples/image/index.html",
    "mistakes": "docs/mistakes/index.html",
    "mistake": "docs/mistakes/axes-missing.html",
    "matrix": "docs/mistakes/matrix.html",
    "ask": "docs/channels.html",
    "reference": "docs/reference/versions.html",
    "about": "docs/about.html",
    "contribute": "docs/contribute/index.html",
    "rules": "docs/contribute/rules.html",
    "propose": "docs/contribute/propose.html",
    "change": "docs/contribute/change.html?change=glossary/chunk",
    "search": "search.html?q=my+image+is+black",
    "missing": "404.html",
}
# Name of a look, width, and what the browser is told.
LOOKS: list[tuple[str, int, dict[str, Any]]] = [
    *(
        (f"{width}-{scheme}", width, {"color_scheme": scheme})
        for width in (320, 375, 768, 1280, 1920)
        for scheme in ("light", "dark")
    ),
    ("1280-forced", 1280, {"forced_colors": "active"}),
    ("640-large-text", 640, {}),  # as 1280 at 200 %
    ("794-print", 794, {}),  # A4
]
TALLEST = 2400  # pixels of a page that are shown


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of ``site`` on a loopback server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def take_readme(browser: Browser, url: str) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme=scheme)  # type: ignore[arg-type]
        for name, address in README.items():
            page.goto(f"{url}/{address}", wait_until="networkidle")
            page.screenshot(path=ROOT / f"docs/_static/readme-{name}-{scheme}.png")
        page.close()


def take_set(browser: Browser, url: str) -> None:
    shutil.rmtree(SET, ignore_errors=True)
    for look, width, options in LOOKS:
        page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        for name, address in PAGES.items():
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{url}/{address.format(url=url)}", wait_until="networkidle")
            if look.endswith("print"):
                page.emulate_media(media="print")
            if look.endswith("text"):
                page.evaluate("document.documentElement.style.fontSize = '200%'")
            height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            clip = {"x": 0, "y": 0, "width": width, "height": height}
            # What sticks to the lower edge would else stand in the middle of the picture.
            page.set_viewport_size({"width": width, "height": max(900, height)})
            page.screenshot(path=SET / f"{name}-{look}.png", clip=clip)  # type: ignore[arg-type]
        page.close()
        print(look, flush=True)
    (SET / "index.html").write_text(sheet(), encoding="utf-8")


def sheet() -> str:
    """A page with all pictures: a row for each kind of page, a column for each look."""
    head = "".join(f"<th>{html.escape(look)}</th>" for look, _, _ in LOOKS)
    rows = "".join(
        f"<tr><th>{html.escape(name)}</th>"
        + "".join(
            f'<td><a href="{name}-{look}.png"><img src="{name}-{look}.png" alt=""></a></td>' for look, _, _ in LOOKS
        )
        + "</tr>"
        for name in PAGES
    )
    style = (
        "img { width: 240px; border: 1px solid #999 } td, th { vertical-align: top; text-align: left; padding: 4px }"
    )
    start = f'<!DOCTYPE html><meta charset="utf-8"><title>All pages</title><style>{style}</style>'
    return f"{start}<table><tr><th>{head}</tr>{rows}</table>\n"


def main(what: str = "") -> int:
    site = ROOT / "_build/html"
    if not site.is_dir():
        print("build the site first: make site", file=sys.stderr)
        return 1
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with served(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        if what in ("", "readme"):
            take_readme(browser, url)
        if what in ("", "set"):
            take_set(browser, url)
            print(f"look at {(SET / 'index.html').relative_to(ROOT)}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
