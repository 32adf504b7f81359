"""``helpdesk new term|question|mistake``: from answers to a file that passes ``helpdesk check``."""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
from collections.abc import Collection
from itertools import chain, count
from pathlib import Path
from typing import Any

from helpdesk.cli.editor import editor, written
from helpdesk.cli.new_entry import NAMELESS, WRITABLE, Taken, add_entry, propose_id, refuse_twice
from helpdesk.model.catalog import Catalog
from helpdesk.model.fields import ID
from helpdesk.model.file_text import required, text_of, title_key
from helpdesk.model.kind import Kind
from helpdesk.reading.problems import report

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
    values: dict[str, Any] = {}
    try:
        _fill(values, options, kind, catalog)
        proposed = propose_id(values[title_key(kind)], kind)
        name = options.id or _name(proposed)
        if not re.fullmatch(ID, name):
            raise Taken(f"`{name}` is no id: lower-case letters, digits and single hyphens")
        _refuse(catalog, kind, name, values[title_key(kind)], options.anyway)
    except (Taken, _Missing, _Left) as error:
        print(f"helpdesk: {error}", file=sys.stderr)
        if isinstance(error, _Left) and error.typed:
            values[error.key] = error.typed
        if sys.stdin.isatty() and values:  # whoever typed it should not do so twice
            _keep(options, kind, values)
        return error.code
    path, problems = add_entry(options.root, kind, name, values)
    if problems:
        report(problems)
        _keep(options, kind, values, name)
        return 1
    print(f"{path} is written and passes the checks; edit it for more paragraphs; `helpdesk site` makes its page")
    return 0


def _keep(options: argparse.Namespace, kind: Kind, values: dict[str, Any], name: str | None = None) -> None:
    """Write a draft where nothing reads it, so that the other files stay right; say where, and what to do with it."""
    path = kind.folder / f"{name or propose_id(str(values.get(title_key(kind), '')), kind)}.yaml"
    drafts = options.root / "_build" / "drafts"
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    draft = next(free for free in map(drafts.joinpath, chain([path], numbered)) if not free.exists())
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(text_of(kind, values), encoding="utf-8")
    print(f"what you gave is kept in {draft}: correct it, move it to {path}, run `helpdesk check`", file=sys.stderr)


class _Missing(Exception):
    """Something must be given, and nobody is there to be asked."""

    code = 2


class _Left(Exception):
    """Whoever was asked for ``key`` ended the command, perhaps in the middle of what was ``typed``."""

    def __init__(self, key: str, typed: str, code: int) -> None:
        super().__init__(f"stopped at `{key}`, which is missing: no entry was written")
        self.key, self.typed, self.code = key, typed, code


def _fill(values: dict[str, Any], options: argparse.Namespace, kind: Kind, catalog: Catalog) -> None:
    """Put into ``values`` what the entry must have, one by one: what is there stays when the next is refused."""
    values |= dict(_pair(item) for item in options.set)
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
        values["sources"] = [{"url": url} for url in urls]
        supports = options.supports or [_ask("supports", "which claim that source backs")]
        if len(urls) != len(supports):
            raise _Missing("give one --supports for each --source")
        values["sources"] = [{"url": url, "supports": why} for url, why in zip(urls, supports, strict=True)]
    values.setdefault("reviewed", options.reviewed)


def _name(proposed: str) -> str:
    if proposed == NAMELESS:
        return _ask("id", "name of the file in Latin letters, for good; the command takes it as --id")
    return _ask("id", f"name of the file, for good [{proposed}]", "") or proposed


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
    if key in _LONG and editor():
        answer = written(key, hint)
        print(f"{key}: {len(answer.split())} words from your editor")
        if not answer:
            raise _Left(key, "", 2)
    else:
        print(f"{key} ({hint}); an empty line ends it:" if key in _LONG else f"{key} ({hint}):")
        answer = _typed(key)
    if answer and among and answer not in among:
        print(f"there is no {key} `{answer}`{Catalog.guess(answer, among)}")
        answer = ""
    return answer if answer or otherwise is not None else _ask(key, hint, otherwise, among)


def _typed(key: str) -> str:
    lines: list[str] = []
    try:
        while (line := input("> ")) and key in _LONG:
            lines.append(line)
    except EOFError:
        if not lines:  # at the end of some, Ctrl+D says what an empty line says
            raise _Left(key, "", 2) from None
    except KeyboardInterrupt:
        raise _Left(key, "\n".join(lines), 130) from None  # as shells count a program that Ctrl+C ended
    return "\n".join(lines) or line.strip()


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
