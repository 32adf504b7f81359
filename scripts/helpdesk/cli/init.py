"""``helpdesk init``: write a help desk that works, to be filled with one's own words.

Exit code 0: written, 1: something of that name is there already; nothing is ever overwritten.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from helpdesk.model import json_schema
from helpdesk.start import NAMES, OF_A_SITE, files

_GUEST = """Add two lines to the conf.py of your site, and `{folder}/index` to a table of contents:

    extensions = [..., "helpdesk.sphinx"]
    helpdesk_root = "{folder}"
"""


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("init", help="start a help desk of your own: write a folder that works")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help="where (default: here)")
    parser.add_argument("--title", help="of the site (default: made of the name of the folder)")
    parser.add_argument("--author", help="whose it is (default: its contributors)")
    parser.add_argument("--address", default="", help="where the site will stand: https://...")
    parser.add_argument("--issues", default="https://example.org/issues", help="where people may report: https://...")
    parser.add_argument("--guest", action="store_true", help="only the content, for a site of Sphinx that you have")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    texts = _filled(options)
    there = [name for name in texts if (folder / name).exists()]
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        message = f"{folder / there[0]} is there already{more}: nothing was written; name another folder"
        print(f"helpdesk: {message}", file=sys.stderr)
        return 1
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(texts)} files are written in {folder}")
    if options.guest:
        print(_GUEST.format(folder=folder.name))
    else:
        here = "" if folder == Path() else f" {folder}"
        print(f"`helpdesk site{here}` builds the site, `helpdesk check{here}` checks the files")
    return 0


def _filled(options: argparse.Namespace) -> dict[str, str]:
    """The text of each file of the new help desk."""
    title = options.title or _title(options.folder.resolve().name)
    values = {
        "title": title,
        "author": options.author or f"the contributors of the {title}",
        "address": options.address,
        "issues": options.issues,
        "package": packages_distributions().get("helpdesk", ["helpdesk"])[0],
        "today": datetime.date.today().isoformat(),
    }
    texts = files() | {str(path): text for path, text in json_schema.texts().items()}
    site = {NAMES.get(name, name) for name in OF_A_SITE}
    kept = {name: text for name, text in texts.items() if not (options.guest and name.split("/")[0] in site)}
    return {name: re.sub(r"@(\w+)@", lambda found: values.get(found[1], found[0]), text) for name, text in kept.items()}


def _title(name: str) -> str:
    words = re.sub(r"[-_.]+", " ", name).strip().capitalize() or "Our"
    return words if "help" in words.casefold() else f"{words} help desk"
