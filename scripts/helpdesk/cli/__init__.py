"""The command ``helpdesk``. Exit code 0: fine, 1: problems found, 2: could not run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import helpdesk
from helpdesk.cli import check, define, fmt, generated, init, links, message, new
from helpdesk.model.installed import is_desk


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="helpdesk", description=__doc__)
    parser.add_argument("--version", action="version", version=f"helpdesk {helpdesk.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_site(commands)
    for command in (init, check, new, fmt, define, message, links, generated, *_added()):
        command.add(commands)
    options = parser.parse_args(arguments)
    root = getattr(options, "root", None)
    if root is not None and not is_desk(root):
        hint = "name the folder of the help desk, or start one with `helpdesk init`"
        print(f"helpdesk: {root}: no folder `glossary` here; {hint}", file=sys.stderr)
        return 2
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("helpdesk: stopped", file=sys.stderr)
        return 130  # as shells count a program that Ctrl+C ended
    except OSError as error:
        print(f"helpdesk: {error.filename or ''}: {error.strerror}", file=sys.stderr)
        return 2


def _added() -> list[Any]:
    """Modules of a subject's package with a function ``add``, from the entry point group ``helpdesk.commands``."""
    return [module for point in sorted(entry_points(group="helpdesk.commands")) for module in point.load()]


def _add_site(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "site", help="build the whole site; the last good one stays until the new one is right"
    )
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="folder of the help desk (default: here)")
    parser.add_argument("--build", type=Path, help="where to build (default: _build in that folder)")
    parser.set_defaults(run=_site)


def _site(options: argparse.Namespace) -> int:
    from helpdesk.sphinx.site import build_site  # `check` must not wait for it to load

    build = options.build or options.root / "_build"
    if not build_site(options.root, build):
        print("the site was not built; the last good one is untouched", file=sys.stderr)
        return 1
    print(f"the site is in {build / 'html'}: `python -m http.server --directory {build / 'html'}` shows it")
    return 0
