"""Coverage-guided fuzzing of the YAML reader and the page builder: `make fuzz`.

For any bytes the reader gives an entry or findings, never an exception; for any text the builder gives a page in
which a browser would run nothing.
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
    from judging import Judge, Writer

    from helpdesk.model.kinds import QUESTION, TERM, roles
    from helpdesk.model.page import read_page
    from helpdesk.reading.prose import Prose

ROOT = Path(tempfile.mkdtemp(prefix="fuzz-")) / "site"
shutil.copytree(TESTS / "files/site", ROOT)
WRITER = Writer(ROOT)


def check(data: bytes) -> None:
    path = ROOT / "glossary" / "fuzzed.yaml"
    path.write_bytes(data)
    bodies = []
    for kind in (TERM, QUESTION):
        page = read_page(kind, ROOT, path)
        assert page.entry or page.problems
        bodies += [page.entry.body] if page.entry else []  # type: ignore[attr-defined]
    # Mutated YAML is seldom an entry; but any text can be Markdown.
    bodies = bodies or [data.decode("utf-8", "replace")[:3000]]
    for body in bodies:
        Prose(body, path, 1, roles())
        Prose(body, path, 1, roles(), "plain")
    # Making a page takes as long as reading twenty files: it is done for one input of twenty, always the same ones.
    if zlib.crc32(data) % 20 == 0:
        for body in bodies:
            wrong = Judge(f"<article>{WRITER.page(body=body)}</article>").wrong
            assert not wrong, wrong


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
