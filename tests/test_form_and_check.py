"""The form and ``helpdesk check`` say the same of a text: of all bad and hostile files, and of the real entries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import FILES, ROOT, Site
from playwright.sync_api import Browser, Page
from serving import serve

from helpdesk.model.catalog import Catalog
from helpdesk.model.fields import markdown_form
from helpdesk.model.file_text import field_order, required, title_key
from helpdesk.model.json_schema import schema_of
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import QUESTION, TERM
from helpdesk.outputs.form_rules import form_rules
from helpdesk.reading.problems import Unusable
from helpdesk.reading.yaml_document import Document, read_yaml
from helpdesk.rules import check

STATIC = ROOT / "scripts/helpdesk/theme/static"
PROPERTIES = {kind.name: schema_of(kind)["properties"] for kind in (TERM, QUESTION)}
ASKED = {"short", "body", "search", "sources", "category", "audience"}
# What cannot be typed into a form, or is no part of it: keys, types of values, the first line of the file; and what is
# seen beside other entries only: words of the trade, circles, copies, names that are the id or a plural of another.
NOT_TYPED = {"E201", "E202", "E203", "E207", "E208", "E211", "R430", "M310", "R417"}
NOT_TYPED |= {"R440", "R441", "R442", "R403", "R415"}


@pytest.fixture(scope="module")
def form(browser: Browser) -> Iterator[Page]:
    """An empty page that has loaded the form's module."""
    with serve(STATIC) as url:
        page = browser.new_page()
        page.goto(f"{url}/icon.svg")
        page.evaluate("async () => { window.propose = await import('/propose.mjs'); }")
        yield page
        page.close()


def typed(kind: Kind, value: dict[str, Any]) -> list[dict[str, Any]]:
    """What somebody types into the fields to get the entry ``value``."""
    properties, needed, title = PROPERTIES[kind.name], required(kind), title_key(kind)
    fields = []
    for key in (key for key in field_order(kind) if key == title or key in ASKED):
        schema = properties[key]
        block = markdown_form(kind.model, key) == "block"  # type: ignore[arg-type]
        form = "list" if schema.get("type") == "array" else "block" if block else "line"
        given = value.get(key, "")
        if isinstance(given, list):
            lines = [f"{one['url']} {one['supports']}" if isinstance(one, dict) else str(one) for one in given]
            given = "\n".join(lines)
        fields.append(
            {"key": key, "label": key, "form": form, "value": given, "needed": key in needed}
            | {"least": schema.get("minLength", 0), "most": schema.get("maxLength", 0)}
        )
    return sorted(fields, key=lambda field: field["key"] != title)


def key_at(document: Document, line: int) -> str:
    """The field that stands on ``line``."""
    starts = sorted((start, loc[0]) for loc, start in document.keys.items() if len(loc) == 1)
    return next((str(key) for start, key in reversed(starts) if start <= line), "")


FILES_OF = [
    path
    for folder in ("bad", "hostile", "good")
    for path in sorted((FILES / folder).glob("*.yaml"))
    if path.name.split(".")[-2] in ("term", "question")
]


def test_the_form_says_what_the_check_says(form: Page, site: Site) -> None:
    """Each finding of the check in a text that the form asks for is one of the form, in the same field."""
    cases, wanted = [], {}
    for file in FILES_OF:
        kind = TERM if file.name.split(".")[-2] == "term" else QUESTION
        name = file.name.split(".")[-3]
        path = site.put(file, name, kind.name)
        try:
            document = read_yaml(path, path.relative_to(site.root))
            fields = typed(kind, document.value)
        except (Unusable, OSError, TypeError, KeyError):
            path.unlink()
            continue
        catalog = Catalog.load(site.root)
        problems = [one for one in check(catalog) if one.path == path.relative_to(site.root)]
        path.unlink()
        empty = any("" in (document.value.get(key) or []) for key in ("search",))
        if (
            empty
            or any(one.code in NOT_TYPED for one in problems)
            or not all(isinstance(one["value"], str) for one in fields)
        ):
            continue
        asked = {field["key"] for field in fields} - {"category", "audience"}  # of which one chooses
        keys = {key for one in problems if (key := key_at(document, one.line)) in asked}
        cases.append((file.name, kind.name, fields))
        wanted[file.name] = sorted(keys)
    assert len(cases) > 120
    rules = json.dumps(form_rules(Catalog.load(site.root)))
    call = """([cases, rules]) => cases.map(([name, kind, fields]) => {
        const entry = window.propose.entryOf(fields, "2026-01-02");
        return [name, window.propose.findings(fields, entry, JSON.parse(rules), kind)];
    })"""
    told = dict(form.evaluate(call, [cases, rules]))
    found = {name: sorted({one["key"] for one in findings}) for name, findings in told.items()}
    different = {name: (wanted[name], told[name]) for name in wanted if wanted[name] != found[name]}
    assert not different, "\n".join(f"{name}: {both}" for name, both in different.items())


def test_the_form_has_nothing_to_say_of_the_real_entries(form: Page, real_catalog: Catalog) -> None:
    rules = form_rules(real_catalog)
    cases = []
    for kind in (TERM, QUESTION):
        for page in real_catalog.of(kind):
            cases.append((page.ref, kind.name, typed(kind, page.source.value), page.url))
    call = """([cases, all]) => cases.flatMap(([name, kind, fields, url]) => {
        const names = all.names[kind].filter((one) => one[2] !== url);
        const known = { ...all, names: { ...all.names, [kind]: names } };
        const found = window.propose.findings(fields, window.propose.entryOf(fields, "2026-01-02"), known, kind);
        return found.map(({ key, words }) => `${name}: ${key}: ${words}`);
    })"""
    assert form.evaluate(call, [cases, rules]) == []
