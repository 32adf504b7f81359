"""``helpdesk new term|question|mistake``: from answers to a file that passes ``helpdesk check``."""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Any

from helpdesk.catalog import Catalog
from helpdesk.fields import ID
from helpdesk.kinds import Kind
from helpdesk.new import WRITABLE, Taken, add_entry, propose_id, refuse_twice, required, text_of, title_key
from helpdesk.problems import report

_GIVEN = {"sources", "reviewed"}  # asked for in parts, or known


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("new", help="add a term, a question or a mistake; asks for what is not given")
    parser.add_argument("kind", choices=WRITABLE)
    parser.add_argument("title", nargs="?", help="the word, the question, or the mistake as people see it")
    parser.add_argument("--root", type=Path, default=Path(), help="folder of the help desk (default: here)")
    parser.add_argument("--id", help="name of the file; made from the title if not given")
    parser.add_argument("--source", action="append", default=[], metavar="URL", help="where the claims come from")
    parser.add_argument("--supports", action="append", default=[], help="which claim that source backs")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a field; JSON for lists")
    parser.add_argument("--reviewed", default=datetime.date.today().isoformat(), help=argparse.SUPPRESS)
    parser.add_argument("--anyway", action="store_true", help="although there is an entry with a similar name")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    kind, catalog = WRITABLE[options.kind], Catalog.load(options.root)
    try:
        values = _values(options, kind, catalog)
        name = options.id or _ask("id", f"name of the file, for good [{propose_id(values[title_key(kind)], kind)}]", "")
        name = name or propose_id(values[title_key(kind)], kind)
        if not re.fullmatch(ID, name):
            raise Taken(f"`{name}` is no id: lower-case letters, digits and single hyphens")
        _refuse(catalog, kind, name, values[title_key(kind)], options.anyway)
    except Taken as taken:
        print(f"helpdesk: {taken}", file=sys.stderr)
        return 1
    except _Missing as missing:
        print(f"helpdesk: {missing}", file=sys.stderr)
        return 2
    path, problems = add_entry(options.root, kind, name, values)
    if problems:
        report(problems)
        draft = _keep(options.root, path, text_of(kind, values))
        print(f"what you gave is kept in {draft}: correct it, move it to {path}, run `helpdesk check`", file=sys.stderr)
        return 1
    print(f"{path} is written and passes the checks; `make serve` shows it")
    return 0


def _keep(root: Path, path: PurePosixPath, text: str) -> Path:
    """Where nothing reads it, so that the other files stay right."""
    draft = root / "_build" / "drafts" / path
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(text, encoding="utf-8")
    return draft


class _Missing(Exception):
    """Something must be given, and nobody is there to be asked."""


def _values(options: argparse.Namespace, kind: Kind, catalog: Catalog) -> dict[str, Any]:
    values: dict[str, Any] = dict(_pair(item) for item in options.set)
    title = title_key(kind)
    values[title] = options.title or values.get(title) or _ask(title, _hint(kind, title))
    if not options.anyway:  # before all the other questions
        _refuse(catalog, kind, options.id or propose_id(values[title], kind), values[title], False)
    for key in required(kind):
        if key not in values and key not in _GIVEN:
            known = catalog.categories.get(kind, {}) if key == "category" else {}
            values[key] = _shape(kind, key, _ask(key, _hint(kind, key), among=known))
    if "sources" not in values:
        urls = options.source or [_ask("source", "https://..., where the claims come from")]
        supports = options.supports or [_ask("supports", "which claim that source backs")]
        if len(urls) != len(supports):
            raise _Missing("give one --supports for each --source")
        values["sources"] = [{"url": url, "supports": why} for url, why in zip(urls, supports, strict=True)]
    return values | {"reviewed": values.get("reviewed", options.reviewed)}


def _refuse(catalog: Catalog, kind: Kind, name: str, title: str, anyway: bool) -> None:
    try:
        refuse_twice(catalog, kind, name, title)
    except Taken as taken:
        if not (anyway and "--anyway" in str(taken)):
            raise


def _ask(key: str, hint: str, otherwise: str | None = None, among: Collection[str] = ()) -> str:
    """The answer of whoever sits at the terminal: one of ``among`` if these are given; ``otherwise`` if it is empty."""
    hint = f"one of {', '.join(among)}" if among else hint
    if not sys.stdin.isatty():
        if otherwise is None:
            raise _Missing(f"`{key}` is missing ({hint}): give it with --set {key}=...")
        return otherwise
    print(f"{key} ({hint}); an empty line ends it:" if key in _LONG else f"{key} ({hint}):")
    try:
        answer = "\n".join(iter(lambda: input("> "), "")) if key in _LONG else input("> ").strip()
    except EOFError:
        raise _Missing(f"`{key}` is missing: nothing was written") from None
    if answer and among and answer not in among:
        print(f"there is no {key} `{answer}`{Catalog.guess(answer, among)}")
        answer = ""
    return answer if answer or otherwise is not None else _ask(key, hint, otherwise, among)


_LONG = {"body", "why", "cause", "mend"}
_HINTS = {"term": "the word, as the specification or people write it", "question": "as someone asks it, with its ?"}


def _hint(kind: Kind, key: str) -> str:
    assert kind.model
    fields = {info.alias or name: info for name, info in kind.model.model_fields.items()}
    return fields[key].description or ("Markdown" if key in _LONG else _HINTS.get(key, key))


def _shape(kind: Kind, key: str, text: str) -> Any:
    """Lists are typed with commas; Markdown ends with a line end, as in every other file."""
    assert kind.model
    info = {info.alias or name: info for name, info in kind.model.model_fields.items()}[key]
    if str(info.annotation).startswith("list["):
        return [part.strip() for part in text.split(",") if part.strip()]
    return f"{text.rstrip()}\n" if key in _LONG else text


def _pair(item: str) -> tuple[str, Any]:
    key, equals, value = item.partition("=")
    if not equals:
        raise _Missing(f"--set {item}: write KEY=VALUE")
    if value[:1] in "[{" and value:
        try:
            return key, json.loads(value)
        except ValueError as error:
            raise _Missing(f"--set {key}: not JSON: {error}") from None
    return key, f"{value.rstrip()}\n" if key in _LONG else int(value) if key == "order" and value.isdigit() else value
