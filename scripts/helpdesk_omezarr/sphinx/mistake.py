"""The page of a mistake: what people see, the change that causes it, and the way back."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx_design.shared import create_component

from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.related import related, used_in
from helpdesk.sphinx.roles import page_link
from helpdesk.sphinx.sheet import Sheet
from helpdesk_omezarr.mistakes.broken import Broken, Changed, Trial
from helpdesk_omezarr.mistakes.entry import SORTS, Mistake
from helpdesk_omezarr.sphinx.metadata import compact
from helpdesk_omezarr.stores.verdict import Verdict

_UNWORDED = {
    "described": "Said without a key word",
    "schema": "Only in the schema",
    "silent": "Nothing in the text",
}
_STANCES = {
    "rejects": "rejects it",
    "warns": "only warns",
    "silent": "stays silent",
    "no judgment": "gives no judgment",
}


def write_mistake(sheet: Sheet, mistake: Mistake) -> None:
    sheet.domain.see(f"mistake:{sheet.page.id}")
    broken = sheet.domain.desk.results.get(sheet.page.ref, Broken(sheet.page.id))
    sheet.heading(1, mistake.heading, ("title",))
    sheet.paragraph(*sheet.inline(("short",), mistake.short), classes=["lead"])
    versions = ", ".join(mistake.versions)
    sheet.paragraph(nodes.strong("", f"{SORTS[mistake.sort]}."), f" OME-Zarr {versions}.", classes=["sort"])
    sheet.heading(2, "What you see")
    _messages(sheet, mistake)
    _output(sheet, broken)
    _per_version(sheet, broken.trials, _verdicts)
    sheet.heading(2, "Why it matters", ("why",))
    sheet.block(("why",), mistake.why)
    if any(trial.changed for trial in broken.trials):
        sheet.heading(2, "The change that causes it", ("change",))
        _start(sheet, mistake)
        _per_version(sheet, broken.trials, _change)
    sheet.heading(2, "Where it comes from", ("cause",))
    sheet.block(("cause",), mistake.cause)
    sheet.heading(2, "How to mend it", ("mend",))
    sheet.block(("mend",), mistake.mend)
    if mistake.clause:
        sheet.heading(2, "What the specification says", ("clause",))
        _in_tabs(sheet, [(version, _clause(sheet, mistake, version)) for version in mistake.versions])
    related(sheet, mistake.related)
    used_in(sheet)
    sheet.sources(mistake.sources)


def _messages(sheet: Sheet, mistake: Mistake) -> None:
    for message in mistake.messages:
        source = nodes.reference("", "reported here", refuri=message.source) if message.source else "run by the build"
        sheet.paragraph(nodes.strong("", message.who), f" {message.versions} (", source, "):")
        sheet.add(_literal(message.text))


def _output(sheet: Sheet, broken: Broken) -> None:
    script = Path(sheet.domain.env.srcdir, sheet.page.path).with_suffix(".py")
    if not broken.output or not script.is_file():
        return
    sheet.domain.env.note_dependency(str(script))
    sheet.paragraph("This program, run by the build,")
    sheet.add(nodes.literal_block("", script.read_text("utf-8").rstrip(), language="python"))
    sheet.paragraph("prints:")
    sheet.add(_literal(broken.output))


def _start(sheet: Sheet, mistake: Mistake) -> None:
    assert mistake.start
    page = sheet.domain.desk.catalog.target("example", mistake.start.example)
    link = page_link(sheet.domain, page) if page else nodes.Text(mistake.start.example)
    sheet.paragraph("The build takes the valid store of the example ", link, " and makes this change.")


def _clause(sheet: Sheet, mistake: Mistake, version: str) -> list[nodes.Node]:
    clause = mistake.clause_of(version)
    if clause is None:
        return []
    words = sheet.inline(("clause", mistake.clause.index(clause), "words"), clause.words)
    key = nodes.strong("", _UNWORDED.get(clause.quote, clause.quote))
    link = nodes.reference("", f"The text of {version}", refuri=clause.url)
    parts = [key, nodes.Text(": "), *words, nodes.Text(" "), link, nodes.Text(".")]
    return [nodes.paragraph("", "", *parts, classes=["clause"])]


def _per_version(sheet: Sheet, trials: list[Trial], show: Any) -> None:
    _in_tabs(sheet, [(trial.version, show(sheet.domain, trial)) for trial in trials])


def _in_tabs(sheet: Sheet, shown: list[tuple[str, list[nodes.Node]]]) -> None:
    """One version as it is, several in tabs that stay in step with those of the examples."""
    if len(shown) == 1:
        for node in shown[0][1]:
            sheet.add(node)
    elif shown:
        tabs = []
        for version, children in sorted(shown, key=lambda pair: pair[0]):
            label = nodes.rubric("", version, classes=["sd-tab-label"])
            label["sync_id"], label["sync_group"] = version, "version"
            content = create_component("tab-content", classes=["sd-tab-content"], children=children)
            parts = [label, content]
            tabs.append(create_component("tab-item", classes=["sd-tab-item"], selected=False, children=parts))
        sheet.add(create_component("tab-set", classes=["sd-tab-set", "mistake"], children=tabs))


def _verdicts(domain: HelpDesk, trial: Trial) -> list[nodes.Node]:
    loud = [verdict for verdict in trial.verdicts if verdict.stance != "silent"]
    quiet = [verdict for verdict in trial.verdicts if verdict.stance == "silent"]
    found: list[nodes.Node] = [node for verdict in loud for node in _said(verdict)]
    if quiet:
        names = ", ".join(_name(verdict) for verdict in quiet)
        words = f" {'stays' if len(quiet) == 1 else 'stay'} silent." if loud else " say nothing."
        found.append(nodes.paragraph("", "", nodes.strong("", names), nodes.Text(words), classes=["verdict-silent"]))
    return [nodes.container("", *found, classes=["verdicts"])]


def _said(verdict: Verdict) -> list[nodes.Node]:
    stance = nodes.inline("", _STANCES[verdict.stance], classes=["verdict", verdict.stance.replace(" ", "-")])
    head = nodes.paragraph("", "", nodes.strong("", _name(verdict)), nodes.Text(" "), stance, nodes.Text(":"))
    return [head, _literal("\n".join(verdict.messages))]


def _name(verdict: Verdict) -> str:
    return f"{verdict.validator} {verdict.version}".strip()


def _change(domain: HelpDesk, trial: Trial) -> list[nodes.Node]:
    found: list[nodes.Node] = [nodes.paragraph("", "", *_marked(step)) for step in trial.steps]
    diff = "\n".join(line for changed in trial.documents for line in _diff(changed))
    # What a step did to many documents is told in words.
    if diff and len(trial.documents) <= 4:
        found.append(nodes.literal_block("", diff, language="diff"))
    return found


def _diff(changed: Changed) -> Iterable[str]:
    before, after = _lines(changed.before), _lines(changed.after)
    return difflib.unified_diff(before, after, f"{changed.path} (right)", f"{changed.path} (wrong)", lineterm="")


def _lines(document: Any) -> list[str]:
    if document is None:
        return []
    return document.splitlines() if isinstance(document, str) else compact(document).splitlines()


def _marked(text: str) -> Iterable[nodes.Node]:
    return [nodes.literal("", part) if i % 2 else nodes.Text(part) for i, part in enumerate(text.split("`")) if part]


def _literal(text: str) -> nodes.literal_block:
    return nodes.literal_block("", text.rstrip(), language="text", classes=["said"])
