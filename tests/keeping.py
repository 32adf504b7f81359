"""Texts that stand in ``files/kept/`` and are compared: what a page says, a picture, an answer of the checker.

`make keep` writes what is meant to be otherwise. Read the difference before you commit it, as who meets it would:
a reader, a screen reader, a search engine, a program.
"""

from __future__ import annotations

import os
import re

from conftest import FILES

KEPT = FILES / "kept"
BLOCK = "p|li|[uo]l|section|h[1-6]|table|t[rdh]|thead|tbody|nav|div|details|summary|d[ltd]|form|input|label|select"
BLOCK += "|option|button|meta|link|script|footer|header|main|article|figure|title|dialog|svg|base|pre|aside|template"
BLOCK += "|desc|g|rect|text|path|line|polygon|image"


def lines_of(html: str) -> str:
    """``html`` with a line for each part, so that a difference is easy to read."""
    lines = re.sub(rf"\s*(?=<(?:{BLOCK})\b)", "\n", html).splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


def keep(name: str, text: str) -> None:
    """Compare ``text`` with what is kept as ``name``; where KEEP is set, keep it."""
    path = KEPT / f"{re.sub('[^a-z0-9.]+', '-', name)}.txt"
    if "KEEP" in os.environ:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.is_file(), f"nothing is kept as {path.name} yet: `make keep` writes it"
    assert text.splitlines() == path.read_text("utf-8").splitlines()
