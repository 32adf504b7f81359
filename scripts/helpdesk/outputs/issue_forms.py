"""What GitHub shows beside the code, made from the models and the channels: issue forms, contact links, SUPPORT.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from helpdesk.model.catalog import Catalog
from helpdesk.model.desk import Desk
from helpdesk.model.file_text import required, title_key
from helpdesk.model.json_schema import schema_of
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import CHANNELS, QUESTION, all_kinds
from helpdesk.model.page import Page
from helpdesk.outputs.without_roles import without_roles
from helpdesk.reading.yaml_writer import emit

_FOLDER = PurePosixPath(".github/ISSUE_TEMPLATE")
_NOTE = "made by `helpdesk forms --write`; edits here are lost"
_HINTS = {
    "category": "Where does it belong?",
    "short": "One or two sentences that stand alone",
    "body": "What for, where one meets it, what follows for the reader. Markdown",
    "sources": "One on each line: an address that begins with https://, then which claim it backs",
    "search": "What would you type to find this? One on each line: other words, misspellings, error messages",
}


def texts(catalog: Catalog) -> dict[PurePosixPath, str]:
    """The text of every file, by its path from the root."""
    found = {_FOLDER / f"{kind.name}.yml": _yaml(_entry_form(catalog, kind)) for kind in all_kinds() if kind.form}
    found[_FOLDER / "broken-link.yml"] = _yaml(_link_form())
    desk = Desk(catalog)
    found[_FOLDER / "config.yml"] = _yaml({"blank_issues_enabled": True, "contact_links": list(_contacts(desk))})
    for page in catalog.of(CHANNELS):
        found[PurePosixPath("SUPPORT.md")] = _support(desk, page)
    return found


def _yaml(values: dict[str, Any]) -> str:
    return f"# {_NOTE}\n{emit(values)}"


def _entry_form(catalog: Catalog, kind: Kind) -> dict[str, Any]:
    assert kind.form
    name, description = kind.form
    properties = schema_of(kind)["properties"]
    own = [key for key in required(kind) if key not in (title_key(kind), "short", "sources", "reviewed")]
    keys = [title_key(kind), "short", *own, "sources", "search"]
    body = [_field(catalog, kind, key, properties[key]) for key in keys]
    hello = "Fill in what you know. Others will help with the rest."
    return {
        "name": name,
        "description": description,
        "body": [{"type": "markdown", "attributes": {"value": hello}}, *body],
    }


def _field(catalog: Catalog, kind: Kind, key: str, schema: dict[str, Any]) -> dict[str, Any]:
    limited = "maxLength" in schema and key != "category"
    limits = f"{schema.get('minLength', 1)} to {schema['maxLength']} characters" if limited else ""
    hint = kind.hints.get(key) or _HINTS.get(key) or schema.get("description", "")
    attributes: dict[str, Any] = {"label": key.replace("_", " ").capitalize()}
    if text := f"{hint} ({limits})" if hint and limits else hint or limits:
        attributes["description"] = text
    if options := _options(catalog, kind, key, schema):
        attributes |= {"multiple": schema.get("type") == "array", "options": options}
    kind_of_field = "dropdown" if options else "input" if key == title_key(kind) else "textarea"
    # Who asks a question does not know the answer.
    needed = key == title_key(kind) or (key == "short" and kind is not QUESTION)
    return {"type": kind_of_field, "id": key, "attributes": attributes, "validations": {"required": needed}}


def _options(catalog: Catalog, kind: Kind, key: str, schema: dict[str, Any]) -> list[str]:
    if key == "category":
        return list(catalog.categories.get(kind, {}).values())
    return schema.get("enum") or schema.get("items", {}).get("enum") or []


def _link_form() -> dict[str, Any]:
    fields = [
        ("page", "Page", "The address of the page on which the link stands", True),
        ("link", "Link", "The link, or its words", True),
        ("result", "What happens", "An error page, another text than expected, nothing at all ...", False),
    ]
    return {
        "name": "Report a broken link",
        "description": "A link of the help desk that leads nowhere, or to the wrong place",
        "body": [
            {
                "type": "input",
                "id": name,
                "attributes": {"label": label, "description": description},
                "validations": {"required": needed},
            }
            for name, label, description, needed in fields
        ],
    }


def _contacts(desk: Desk) -> Iterator[dict[str, str]]:
    for channel in desk.catalog.channels.values():
        if channel.kind in ("forum", "chat", "issue-tracker") and channel.url.startswith("https://"):
            yield {"name": channel.name, "url": channel.url, "about": without_roles(channel.short, desk)}


def _support(desk: Desk, page: Page) -> str:
    assert page.entry
    lines = [f"<!-- {_NOTE} -->", "", f"# {page.title}", "", without_roles(page.short, desk), ""]
    channels, decisions = desk.catalog.channels, getattr(page.entry, "decide", [])
    if decisions:
        lines += ["| What happened | First | Ask |", "|---|---|---|"]
        for row in decisions:
            asked = f"[{channels[row.ask].name}]({channels[row.ask].url})"
            cells = (without_roles(row.when, desk), without_roles(row.first or "", desk), asked)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    for channel in channels.values():
        lines += [f"## [{channel.name}]({channel.url})", "", without_roles(channel.short, desk), ""]
        lines += [without_roles(channel.when, desk), ""]
        lines += [*(f"- {without_roles(item, desk)}" for item in channel.prepare), ""] if channel.prepare else []
    return "\n".join(lines).rstrip() + "\n"
