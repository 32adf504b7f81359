"""Wrong entries, made by a program: from the JSON Schema each field with each wrong value, and from the grammar of
Markdown each construct that entries do not have. Each mutant is one edit of a right entry, with the line it stands on.
"""

# ruff: noqa: E501  # the tables are read by column
from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from helpdesk.model.json_schema import schema_of
from helpdesk.model.kinds import QUESTION, TERM


@dataclass(frozen=True)
class Mutant:
    """``text`` is the whole file; what is wrong stands on the line that begins with ``at`` or up to ``near`` below."""

    name: str
    kind: str
    text: str
    lines: range


def _dump(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def _span(text: str, key: str) -> range:
    """The lines of the top-level ``key``; those of the whole file when it is gone."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines, 1) if line[:1].isalpha() or line[:1] in "'\""]
    first = next((n for n in starts if lines[n - 1].lstrip("'\"").startswith(f"{key}") and lines[n - 1].rstrip()), 0)
    if not first:
        return range(1, len(lines) + 1)
    return range(first, next((n for n in starts if n > first), len(lines) + 1))


def of_schema(kind: Any, entry: dict[str, Any]) -> Iterator[Mutant]:
    """Each field left out, emptied, doubled, misspelled, of another type, and outside each limit of its schema."""
    schema = schema_of(kind)
    for key, rules in schema["properties"].items():
        for name, value in _values(rules, schema.get("$defs", {})):
            changed = {**copy.deepcopy(entry), key: value}
            text = _dump(changed)
            yield Mutant(f"{kind.name}-{key}-{name}", kind.name, text, _span(text, key))
        if key in entry:
            text = _dump({(f"{key[:-1]}x" if other == key else other): value for other, value in entry.items()})
            yield Mutant(f"{kind.name}-{key}-misspelled", kind.name, text, _span(text, f"{key[:-1]}x"))
            text = _dump(entry) + _dump({key: entry[key]})
            last = text.count("\n")
            yield Mutant(
                f"{kind.name}-{key}-twice", kind.name, text, range(_span(_dump(entry), "reviewed")[0], last + 2)
            )
        if key in schema["required"]:
            text = _dump({other: value for other, value in entry.items() if other != key})
            yield Mutant(f"{kind.name}-{key}-missing", kind.name, text, range(1, 2))


def _values(rules: dict[str, Any], defs: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if "$ref" in rules:
        rules = {**defs[rules["$ref"].rpartition("/")[2]], **rules}
    yield "null", None
    match rules.get("type"):
        case "string":
            yield from (("number", 12), ("list", ["a"]), ("mapping", {"a": "b"}), ("empty", ""), ("true", True))
            if "maxLength" in rules:
                yield "long", ("word and " * rules["maxLength"])[: rules["maxLength"] + 9]
            if rules.get("minLength", 0) > 1:
                yield "short", "a"
            if "pattern" in rules or rules.get("format") == "date" or "enum" in rules:
                yield "pattern", "Not / This"
            yield "hidden", "A deep\u200b spoon for serving soup"
        case "array":
            yield from (("text", "word"), ("number", 3), ("mapping", {"a": "b"}), ("null-item", [None]))
            yield "nested", [[["a"]]]
            if "maxItems" in rules:
                yield "many", [f"word {number}" for number in range(rules["maxItems"] + 1)]
        case "integer":
            yield from (("text", "first"), ("zero", 0), ("part", 1.5), ("huge", 10**6), ("true", True))
        case "object":
            yield from (("text", "word"), ("list", ["a"]), ("unknown", {"unknown key": "word"}))


# Constructs of CommonMark, its extensions and MyST that entries do not have; `%` is a word.
INLINE = {
    "html": "<span>%</span>", "html-comment": "<!-- % -->", "html-void": "%<br>%", "html-entity-tag": "<kbd>%</kbd>",
    "image": "![%](https://example.org/a.png)", "image-ref": "![%][a]\n\n[a]: https://example.org/a.png",
    "link-http": "[%](http://example.org)", "link-relative": "[%](chunk.yaml)", "link-anchor": "[%](#top)",
    "link-empty": "[%]()", "link-mail": "[%](mailto:nobody)", "link-script": "[%](javascript:alert(1))",
    "link-data": "[%](data:text/html,x)", "link-gap": "[%] (https://example.org)", "link-split": "[%](https://a b.org)",
    "link-no-words": "[](https://example.org)", "link-ref": "[%][nowhere]", "link-ftp": "[%](ftp://example.org/x)",
    "link-user": "[%](https://me@example.org/)", "link-number": "[%](https://127.0.0.1/)", "autolink-http": "<http://example.org>",
    "autolink-script": "<javascript:alert(1)>", "autolink-ftp": "<ftp://example.org>", "footnote": "%[^1]", "inline-note": "%^[more]",
    "role-unknown": "{ref}`%`", "role-raw": "{raw}`%`", "role-download": "{download}`/etc/passwd`", "role-doc": "{doc}`%`",
    "role-dead": "{term}`no such %`", "role-dead-titled": "{term}`% <no-such>`", "role-question": "{question}`no-such`",
    "role-channel": "{channel}`no-such`", "role-example": "{example}`no-such`", "role-space": "{term} `whisk`",
    "role-colon": ":term:`whisk`", "role-bare": "term`whisk`", "role-open": "{term}`whisk", "role-no-ticks": "{term}whisk",
    "strike": "~~%~~", "bold-open": "**% and more", "code-open": "`% and more", "attributes": "%{.red}",
    "address-alone": "https://example.org/%", "address-without-scheme": "www.example.org/%", "role-in-code": "`{term}whisk`",
    "placeholder": "TODO: %", "lorem": "Lorem ipsum %", "insert": "[insert %]", "dots": "... ... %", "bidi": "%\u202e%",
    "zero-width": "%\u200b%", "mixed": "\u0441hunk %", "marks": "%???",
}  # fmt: skip
BLOCK = {
    "heading-one": "# %", "heading-skips": "#### %", "heading-empty": "##", "heading-setext": "%\n===", "heading-joined": "##%",
    "html-block": "<div>\n%\n</div>", "html-table": "<table><tr><td>%</td></tr></table>", "details": "<details>%</details>",
    "fence-open": "```python\n%", "fence-language": "```klingon\n%\n```", "fence-set-in": "    ```python\n    %\n    ```",
    "fence-inside": "```python\n```json\n{}\n```", "tilde-open": "~~~\n%", "directive": "```{figure} a.png\n%\n```",
    "include": "```{include} /etc/passwd\n```", "literalinclude": "```{literalinclude} /etc/passwd\n```", "raw": "```{raw} html\n%\n```",
    "eval-rst": "```{eval-rst}\n.. raw:: html\n```", "image-directive": "```{image} a.png\n```", "code-block": "```{code-block} python\n%\n```",
    "toctree": "```{toctree}\nwhisk\n```", "note-empty": "```{note}\n```", "note-option": "```{note}\n:class: x\n%\n```",
    "note-yaml": "```{note}\n---\nclass: x\n---\n%\n```", "note-raw": "````{note}\n```{raw} html\n%\n```\n````", "colon": ":::{note}\n%\n:::",
    "quote-directive": "> ```{include} /etc/passwd\n> ```", "list-directive": "- %\n\n  ```{include} /etc/passwd\n  ```",
    "table-more": "| a | b |\n|---|---|\n| % | b | c |", "table-less": "| a | b |\n|---|---|\n| % |", "table-pipes": "| a | b |\n|---|\n| % | b |",
    "table-without-dashes": "| a | b |\n| % | b |", "table-html": "| a |\n|---|\n| <b>%</b> |", "target": "(here)=\n%", "rst": ".. note:: %", "comment": "% hidden",
    "german": "Eine Kelle ist ein tiefer Löffel mit langem Stiel, mit dem man Suppe in Teller gibt. Sie fasst eine Tasse und steht im Schrank.",
    "french": "Une louche est une cuillère profonde avec un long manche, pour servir la soupe dans des assiettes. Elle contient une tasse.",
    "japanese": "おたまは長い柄のついた深いスプーンで、スープを皿によそうために使います。一杯分ほど入り、台所の道具と一緒に置かれます。",
    "conflict": "<<<<<<< HEAD\n%\n=======\n%\n>>>>>>> other", "tab": "%\tword", "task": "- [x] %", "alert": "> [!NOTE]\n> %",
}  # fmt: skip
HOLDERS = {"": "{}", "list": "- Item\n\n  {}", "quote": "> {}", "box": "````{{note}}\n{}\n````"}


def of_markdown(entry: dict[str, Any]) -> Iterator[Mutant]:
    """Each construct in a paragraph of ``body``, and the block ones in a list, a quote and a box as well."""
    before = _dump({key: value for key, value in entry.items() if key != "body"})
    for holder, frame in HOLDERS.items():
        for name, piece in {**INLINE, **BLOCK}.items():
            if holder and (name in INLINE and name not in ("html", "link-http", "role-dead", "placeholder", "image")):
                continue
            if holder and name in (
                "heading-setext",
                "conflict",
                "comment",
                "fence-set-in",
                "german",
                "french",
                "japanese",
            ):
                continue  # another thing there
            piece = piece if name == "comment" else piece.replace("%", "spoon")
            words = f"See {piece} here." if name in INLINE and "\n" not in piece else piece
            indent = {"list": "\n  ", "quote": "\n> "}.get(holder, "\n")
            block = frame.format(words.replace("\n", indent))
            body = f"It holds a cup.\n\n{block}\n"
            text = before + "body: |\n" + "".join(f"  {line}\n" if line else "\n" for line in body.split("\n")[:-1])
            first = text[: text.index("  It holds")].count("\n") + 1
            yield Mutant(
                f"body-{holder}{'-' if holder else ''}{name}", "term", text, range(first, first + body.count("\n") + 1)
            )


def all_mutants(term: dict[str, Any], question: dict[str, Any]) -> list[Mutant]:
    return [*of_schema(TERM, term), *of_schema(QUESTION, question), *of_markdown(term)]
