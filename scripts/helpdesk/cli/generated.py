"""``helpdesk ids``, ``schema`` and ``forms``: files in the repository that are made from the models and the content."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from helpdesk.model import json_schema, published_ids
from helpdesk.model.catalog import Catalog


def add(commands: argparse._SubParsersAction) -> None:
    _command(commands, "ids", "the list of published ids", _ids)
    _command(commands, "schema", "the JSON Schemas of the YAML files, and the lines that name them", _schema)
    _command(commands, "forms", "GitHub's issue forms and SUPPORT.md", _forms)


def _command(commands: argparse._SubParsersAction, name: str, what: str, run: Callable) -> None:
    parser = commands.add_parser(name, help=f"{what}: say whether it is up to date, or bring it up to date")
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="folder of the help desk (default: here)")
    parser.add_argument("--write", action="store_true", help="bring it up to date")
    parser.set_defaults(run=run, name=name)


def _ids(options: argparse.Namespace) -> int:
    catalog = Catalog.load(options.root)
    if options.write:
        added = published_ids.write(catalog)
        print("\n".join(added) or "nothing to add")
        return 0
    new = sorted(published_ids.current(catalog).difference(published_ids.published(options.root)))
    return _verdict([f"{published_ids.LIST} lacks {ref}" for ref in new], "ids")


def _schema(options: argparse.Namespace) -> int:
    if options.write:
        marked = [f"{path} has a first line that names its schema" for path in json_schema.mark(options.root)]
        print(
            "\n".join([*marked, *map(str, json_schema.write(json_schema.texts(), options.root))]) or "nothing to write"
        )
        return 0
    return _verdict(
        [f"{path} is out of date" for path in json_schema.stale(json_schema.texts(), options.root)], "schema"
    )


def _forms(options: argparse.Namespace) -> int:
    from helpdesk.outputs import issue_forms

    texts = issue_forms.texts(Catalog.load(options.root))
    if options.write:
        print("\n".join(map(str, json_schema.write(texts, options.root))) or "nothing to write")
        return 0
    return _verdict([f"{path} is out of date" for path in json_schema.stale(texts, options.root)], "forms")


def _verdict(findings: list[str], name: str) -> int:
    for finding in findings:
        print(finding)
    if findings:
        print(f"run `helpdesk {name} --write`", file=sys.stderr)
    return 1 if findings else 0
