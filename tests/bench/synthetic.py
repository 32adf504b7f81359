"""Help desks of any size, and the same text as plain Markdown pages: made from numbers, the same every time."""

from __future__ import annotations

from pathlib import Path

_TEXT = """\
a store keeps many small files and each of them holds one part of the whole picture so that a program which needs only a
corner of it reads only that corner instead of everything which saves time memory and money when the data is far away on
a server and the connection is slow or has to be shared with other people in the lab
"""
_WORDS = _TEXT.split()
_CATEGORIES = 20

_CONF = """\
project = "Bench"
extensions = [{extension!r}]
include_patterns = ["index.md", "glossary/*", "faq/*", "docs/**"]
html_copy_source = False
html_show_sourcelink = False
"""
OWN_LOOK = 'html_theme = "helpdesk"\n'
_OTHER_LOOK = """\
html_theme = "pydata_sphinx_theme"
html_theme_options = {
    "navigation_with_keys": False, "show_prev_next": False, "navbar_align": "left", "article_footer_items": [],
    "footer_start": ["copyright"], "footer_end": [],
}
html_sidebars = {"**": []}
"""


def title(number: int) -> str:
    return f"Notion {number}"


def body(number: int) -> str:
    """Sixty words, different for every number, in two paragraphs."""
    words = [_WORDS[(number * 7 + i * (1 + number % 5)) % len(_WORDS)] for i in range(60)]
    return f"{' '.join(words[:30]).capitalize()}.\n\n{' '.join(words[30:]).capitalize()}."


def linked(number: int, count: int) -> tuple[int, int]:
    return (number * 3 + 1) % count, (number * 5 + 2) % count


def write_desk(root: Path, count: int, look: str = _OTHER_LOOK) -> None:
    """A help desk of ``count`` terms."""
    _write_frame(root, _CONF.format(extension="helpdesk.sphinx") + look, "glossary/index\nfaq/index\n")
    front = "".join(f"  category-{i}: Category {i}\n" for i in range(_CATEGORIES))
    for folder, directive in (("glossary", "glossary-index"), ("faq", "faq-index")):
        text = f"---\ncategories:\n{front}---\n# {folder.title()}\n\n```{{{directive}}}\n```\n"
        _write(root / folder / "index.md", text)
    for number in range(count):
        write_term(root, number, count)


def write_term(root: Path, number: int, count: int, more: str = "") -> None:
    one, two = linked(number, count)
    text = body(number).replace("\n\n", f" See {{term}}`{title(one)}` and {{term}}`{title(two)}`.\n\n") + more
    _write(
        root / f"glossary/notion-{number}.yaml",
        f"term: {title(number)}\ncategory: category-{number % _CATEGORIES}\n"
        f"short: What people who work with pictures mean when they say notion number {number}.\n"
        f"body: |\n{_indented(text)}related: [notion-{one}]\n"
        f"sources:\n  - url: https://example.org/{number}\n    supports: what it is\nreviewed: 2026-01-02\n",
    )


def write_plain(root: Path, count: int) -> None:
    """The same text for Sphinx without the help desk: a Markdown page for each term, and no sidebar."""
    _write_frame(root, _CONF.format(extension="myst_parser") + _OTHER_LOOK, "glossary/index\n")
    lines = "".join(f"- [{title(i)}](notion-{i}.md)\n" for i in range(count))
    _write(root / "glossary/index.md", f"# Glossary\n\n{lines}")
    for number in range(count):
        write_plain_page(root, number, count)


def write_plain_page(root: Path, number: int, count: int, more: str = "") -> None:
    one, two = linked(number, count)
    links = f" See [{title(one)}](notion-{one}.md) and [{title(two)}](notion-{two}.md).\n\n"
    text = body(number).replace("\n\n", links) + more
    _write(
        root / f"glossary/notion-{number}.md",
        f"---\norphan: true\n---\n# {title(number)}\n\n"
        f"What people who work with pictures mean when they say notion number {number}.\n\n{text}\n\n"
        f"## Related\n\n- [{title(one)}](notion-{one}.md)\n\n"
        f"## Sources\n\n- <https://example.org/{number}>: what it is\n",
    )


def _write_frame(root: Path, conf: str, tree: str) -> None:
    _write(root / "conf.py", conf)
    _write(root / "index.md", f"# Bench\n\nSixty words a page.\n\n```{{toctree}}\n:hidden:\n{tree}```\n")


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
