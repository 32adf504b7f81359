"""Write down what a small site with every field says, page by page and file by file: ``python tests/kept_site.py``.

The result stands in `files/kept-site/`; a test compares. Read the difference before you commit it: what does a reader,
a screen reader, a search engine or a program get now?
"""

from __future__ import annotations

import json
import re
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from conftest import FILES, Site

KEPT = FILES / "kept-site"
WHOLE = ("docs/guide/mixing.html", "404.html", "search.html")  # the frame too
PAGES = (
    *("index.html", "glossary/index.html", "glossary/sieve.html", "glossary/bowl.html", "glossary/beater.html"),
    *("faq/index.html", "faq/lumps.html", "faq/q2.html", "docs/mistakes/salt.html", "docs/channels.html"),
)
OTHERS = ("helpdesk.json", "changes.atom", "llms.txt", "sitemap.xml", "objects.inv", "entries.csv", "glossary.ttl")
BLOCK = "p|li|[uo]l|section|h[1-6]|table|t[rdh]|thead|tbody|nav|div|details|summary|d[ltd]|form|input|label|select"
BLOCK += "|option|button|meta|link|script|footer|header|main|article|figure|title|dialog|svg|base|pre|aside|template"
VOLATILE = (
    (re.compile(r"\?v=[\w.-]+"), "?v=VERSION"),
    (re.compile(r"'sha256-[^']+'"), "'sha256-DIGEST'"),
    (re.compile(r"\b[0-9a-f]{8,64}\.(png|svg|json)"), r"DIGEST.\1"),
)
# Of the data: what programs of other people said about an example, which their next version may say in other words.
OF_OTHERS = ("examples", "packages", "versions")


def texts(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file that is kept, without what changes with every version."""
    for name in (*WHOLE, *PAGES, *OTHERS):
        yield name, _plain(name, site.html / name)


def _plain(name: str, path: Path) -> str:
    data = path.read_bytes()
    if name == "objects.inv":  # four lines, then one for each object
        head, packed = data.split(b"zlib.\n", 1)
        return (head + b"zlib.\n" + zlib.decompress(packed)).decode()
    text = data.decode()
    for pattern, instead in VOLATILE:
        text = pattern.sub(instead, text)
    if name == "helpdesk.json":
        values = {key: value for key, value in json.loads(text).items() if key not in OF_OTHERS}
        return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    if not name.endswith(".html"):
        return text
    if name in PAGES:
        text = text[text.index("<main") : text.index("</main>")]
    lines = re.sub(rf"\s*(?=<(?:{BLOCK})\b)", "\n", text).splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


def kept_path(name: str) -> Path:
    return KEPT / f"{name.replace('/', '-')}{'' if name.endswith('.txt') else '.txt'}"


def main() -> None:
    from test_pages import full, run_example

    from helpdesk_omezarr.stores.sandbox import Sandbox

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "run").mkdir()
        site = full(Path(folder), run_example(Path(folder) / "run", Sandbox()))
        assert site.build()
        KEPT.mkdir(exist_ok=True)
        for name, text in texts(site):
            kept_path(name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
