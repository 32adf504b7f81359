"""Coverage-guided fuzzing of the YAML reader and the page builder: `make fuzz`.

For any bytes the reader gives an entry or findings, never an exception; for any text the renderer gives HTML that is
closed in its order, in which a browser would run nothing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zlib
from pathlib import Path

import atheris

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

with atheris.instrument_imports(include=["helpdesk", "yaml", "markdown_it", "mdit_py_plugins"]):
    from judging import Judge, Whole, Writer

    from helpdesk.model.dialects import entry_dialect
    from helpdesk.model.kinds import QUESTION, TERM
    from helpdesk.model.page import read_page
    from helpdesk.reading.prose import Prose
    from helpdesk.rendering.context import Context

ROOT = Path(tempfile.mkdtemp(prefix="fuzz-")) / "site"
shutil.copytree(TESTS / "files/site", ROOT)
WRITER = Writer(ROOT)


def check(data: bytes) -> None:
    path = ROOT / "glossary" / "fuzzed.yaml"
    path.write_bytes(data)
    blocks, lines = [], []
    for kind in (TERM, QUESTION):
        page = read_page(kind, ROOT, path)
        assert page.entry or page.problems
        blocks += [page.entry.body] if page.entry else []  # type: ignore[attr-defined]
        lines += [page.entry.short] if page.entry else []
    # Mutated YAML is seldom an entry; but any text can be Markdown.
    text = data.decode("utf-8", "replace")[:3000]
    blocks, lines = blocks or [text], lines or [text.partition("\n")[0]]
    context = Context(WRITER.desk, WRITER.shown)
    for block in blocks:
        Prose(block, path, 1, entry_dialect())
        judge(context.block(block, ("body",)))
    for line in lines:
        Prose(line, path, 1, entry_dialect(), "inline")
        Prose(line, path, 1, entry_dialect(), "plain")
        judge(context.inline(line))
    # A whole page takes as long as reading twenty files: it is made for one input of twenty, always the same ones.
    if zlib.crc32(data) % 20 == 0:
        for block, line in zip(blocks, lines, strict=True):
            judge(WRITER.page(body=block, short=line))


def judge(rendered: str) -> None:
    page = f"<article>{rendered}</article>"
    wrong = Judge(page).wrong + Whole(page).wrong
    assert not wrong, wrong


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
