"""What a small site with every field says, page by page and file by file, without what changes with every version."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from conftest import Site
from keeping import lines_of

WHOLE = ("docs/guide/mixing.html", "404.html", "search.html")  # the frame too
PAGES = (
    *("index.html", "glossary/index.html", "glossary/sieve.html", "glossary/bowl.html", "glossary/beater.html"),
    *("docs/guide/everything.html", "docs/examples/image/index.html"),
    *("faq/index.html", "faq/lumps.html", "faq/q2.html", "docs/mistakes/salt.html", "docs/channels.html"),
)
OTHERS = ("helpdesk.json", "changes.atom", "llms.txt", "sitemap.xml", "objects.inv", "entries.csv", "glossary.ttl")
VOLATILE = (
    (re.compile(r"\?v=[\w.-]+"), "?v=VERSION"),
    (re.compile(r"'sha256-[^']+'"), "'sha256-DIGEST'"),
    (re.compile(r"\b[0-9a-f]{8,64}\.(png|svg|json)"), r"DIGEST.\1"),
    (re.compile(r"\b\d+\.\d+\.\d+(?:\.?(?:a|b|rc|dev|post)\d+)?\b"), "VERSION"),  # of an installed package
)
# Of the data: what programs of other people said about an example, which their next version may say in other words.
OF_OTHERS = ("examples", "packages", "versions")


def texts(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file that is kept."""
    for name in (*WHOLE, *PAGES, *OTHERS):
        yield name, plain(name, site.html / name)


def plain(name: str, path: Path) -> str:
    """The text of the file at ``path``; of a page whose frame is not kept the main part, a line for each element."""
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
    if name not in WHOLE:
        text = text[text.index("<main") : text.index("</main>")]
    return lines_of(text)
