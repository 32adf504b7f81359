"""``helpdesk fmt [FILE...]``: write YAML files as the project writes them; ``--check`` only says which differ."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpdesk.cli.places import desk_of
from helpdesk.model.file_text import field_order
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import yaml_kinds
from helpdesk.reading.problems import Unusable, report
from helpdesk.reading.yaml_document import decode
from helpdesk.reading.yaml_format import format_yaml


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("fmt", help="write YAML files in the order, quotes and width of the project")
    parser.add_argument("paths", nargs="*", type=Path, help="files, or the folder of the help desk (default: here)")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a file would change")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    root, files = desk_of(options.paths)
    wanted = {path.resolve() for path in files}
    known = [(kind, path) for kind in yaml_kinds() for path in kind.paths(root)]
    if files and not any(path.resolve() in wanted for _, path in known):
        print(f"helpdesk: {files[0]}: only the YAML files of entries and channels have this form", file=sys.stderr)
        return 2
    changed = wrong = 0
    for kind, path in known:
        if wanted and path.resolve() not in wanted:
            continue
        try:
            changed += _format(kind, path, root, options.check)
        except Unusable as unusable:
            report(unusable.problems)
            wrong += 1
    if options.check and changed:
        print(f"{changed} file(s) are written in another way: run `helpdesk fmt`", file=sys.stderr)
    elif not changed and not wrong:
        print("nothing to change")
    return 1 if wrong or (options.check and changed) else 0


def _format(kind: Kind, path: Path, root: Path, only_check: bool) -> bool:
    """Format one file. Whether it changed. Raises :class:`Unusable`."""
    assert kind.model
    shown = path.relative_to(root)
    old = decode(path, shown)
    # What a program wrote stays as it is and where it is.
    order = () if kind.model.program_keys else field_order(kind)
    new = format_yaml(old, shown, order, kind.model.program_keys)
    if new == old:
        return False
    print(f"{shown} {'would change' if only_check else 'is written anew'}")
    if not only_check:
        path.write_text(new, encoding="utf-8")
    return True
