"""Values to YAML and back: what people type comes out of the file as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.reading.yaml_document import parse_yaml
from helpdesk.reading.yaml_writer import emit

# Everything the reader takes; that it refuses hidden characters is tested with the corpus.
HOSTILE = [
    "<script>alert(1)</script>", "- x", "? y", "a: b", "a #b", "'", '"', "\\", "|", ">-", "&a", "*a", "!tag", "%",
    "@", "`", "{", "[", "null", "~", "yes", "0x1F", "1e3", "2026-11-21", "---", "...", "مرحبا", "漢字", "👩‍🔬",
    "\n", "\n\n",
    "  ", "a\n b", " lead", "trail ", "#", ": ", "key: |", "\t", "=", "<<",
]  # fmt: skip
HIDDEN = "\u061c\u180e\u200b\u200e\u200f\ufffd\u00c2\u00c3\u00e2" + "".join(
    map(chr, [*range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC)])
)
character = st.characters(
    exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"), exclude_characters=HIDDEN, max_codepoint=0xDFFFF
)
text = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(character, max_size=30)), max_size=6).map("".join)
long = st.lists(st.text(character, min_size=1, max_size=12), min_size=12, max_size=30).map(" ".join)
values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(text, long, st.integers(-(10**15), 10**15), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(text, inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(text, values, min_size=1, max_size=4))
def test_what_is_written_reads_back_the_same(entry: dict[str, Any]) -> None:
    written = emit(entry)
    assert parse_yaml(written, Path("x.yaml")).value == entry, written


def test_the_style_is_that_of_people() -> None:
    words = "word " * 40 + "end"
    assert emit({"term": "Half pixel", "n": 3, "list": ["a", "b: c"], "v": {"0.5": "x"}}) == (
        'term: Half pixel\nn: 3\nlist:\n  - a\n  - "b: c"\nv:\n  "0.5": x\n'
    )
    assert emit({"body": "One.\n\nTwo.\n"}) == "body: |\n  One.\n\n  Two.\n"
    assert emit({"sources": [{"url": "https://a.org/", "supports": "x"}]}) == (
        "sources:\n  - url: https://a.org/\n    supports: x\n"
    )
    assert emit({"short": words}).startswith("short: >-\n  word word")
    assert max(map(len, emit({"short": words}).split("\n"))) <= 104
