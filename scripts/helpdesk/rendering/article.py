"""An entry as the article of its page: its view, then the template of its kind."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpdesk.rendering.context import Context
from helpdesk.rendering.views import RETIRED, VIEWS

# Each template is named for a kind.
_FOLDERS = [Path(__file__).with_name("templates")]
_RETIRED_TEMPLATE = "retired.html"


def add_templates(folder: Path) -> None:
    """Look for templates in ``folder`` as well; a package about a subject has those of its own kinds there."""
    if folder not in _FOLDERS:
        _FOLDERS.append(folder)


def view(context: Context) -> tuple[dict[str, object], str]:
    """What the page of an entry shows, as plain values and safe HTML, and the name of its template."""
    if context.desk.catalog.successor(context.page):
        return RETIRED(context), _RETIRED_TEMPLATE
    kind = context.page.kind.name
    return VIEWS[kind](context), f"{kind}.html"


def article(shown: dict[str, object], template: str) -> Markup:
    """The HTML of a view."""
    return Markup(_environment(tuple(_FOLDERS)).get_template(template).render(entry=shown))


def digest_of_templates() -> str:
    """Changes with any template."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in _FOLDERS:
        for path in sorted(folder.glob("*.html")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def digest(*values: object) -> str:
    """Changes with any of ``values``, which are plain values."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=_stable)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _stable(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else str(value)


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    # Whatever is not HTML by its type is escaped.
    return Environment(loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined)
