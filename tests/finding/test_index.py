"""What the index leaves out, which every visitor would load."""

from __future__ import annotations

from typing import Any

from helpdesk.finding.index import Index
from helpdesk.finding.text import Record

SEEN = {0: "flour and salt, salt", 1: "flour with a spoon", 2: "flour flour", 3: "", 4: "sugar", 5: ""}


def hits(index: dict[str, Any], word: str) -> str:
    """What stands in the index for the texts that have ``word``."""
    lines = [line for name in sorted(index) if name.startswith("hits-") for line in index[name]]
    (number,) = [number for number, line in enumerate(index["words"]["words"]) if line.partition("|")[0] == word]
    return lines[number].partition("/")[0]


def test_a_word_of_many_texts_is_kept_only_where_it_stands_twice() -> None:
    index = Index()
    index.add(Record(f"r{n}", "term", f"Thing {n}", f"r{n}.html", "", body=text) for n, text in SEEN.items())
    files = index.files()
    assert hits(files, "flour")[:1] == "2" and len(hits(files, "flour")) == 2, "record 2 alone"
    assert hits(files, "sugar")[:1] == "4", "a rare word is kept"
    assert hits(files, "salt")[:1] == "0"
