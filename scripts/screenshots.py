"""Takes the four pictures of the README from the built site: the home page and a term, light and dark."""

import os
import shutil
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PAGES = {"home": "index.html", "term": "glossary/shard.html"}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> int:
    site = ROOT / "_build/html"
    if not site.is_dir():
        print("build the site first: make site", file=sys.stderr)
        return 1
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 1000, "height": 640}, color_scheme=scheme)
            for name, address in PAGES.items():
                page.goto(f"http://127.0.0.1:{server.server_port}/{address}", wait_until="networkidle")
                page.screenshot(path=ROOT / f"docs/_static/readme-{name}-{scheme}.png")
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
