"""What the page of a mistake shows: what people see, the change that causes it, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from helpdesk.rendering import html
from helpdesk.rendering.code import CodeBlock
from helpdesk.rendering.context import Context
from helpdesk.rendering.views import parts
from helpdesk.rendering.views.parts import Part
from helpdesk_omezarr.editor_link import editor_address
from helpdesk_omezarr.mistakes.broken import Broken, Changed, Trial
from helpdesk_omezarr.mistakes.diff import Diff
from helpdesk_omezarr.mistakes.entry import Mistake
from helpdesk_omezarr.mistakes.structures import STRUCTURES
from helpdesk_omezarr.stores.verdict import Verdict
from helpdesk_omezarr.validator_names import is_plural, validator_name
from helpdesk_omezarr.version_choice import choice, part_of

_UNWORDED = {
    "described": "Said without a key word",
    "schema": "Only in the schema",
    "silent": "Nothing in the text",
}
_STANCES = {
    "rejects": ("rejects it", "reject it"),
    "warns": ("only warns", "only warn"),
    "silent": ("stays silent", "stay silent"),
    "no judgment": ("gives no judgment", "give no judgment"),
}
_MOST_DOCUMENTS = 4  # what a step did to more of them is told in words


def view(context: Context) -> dict[str, object]:
    mistake = context.page.entry
    assert isinstance(mistake, Mistake)
    broken = context.desk.results.get(context.page.ref, Broken(context.page.id))
    structure = STRUCTURES[mistake.group]
    crumbs = [("index.html", "Mistakes"), (f"index.html?structure={mistake.group}", structure)]
    shown = {
        **parts.head(context, mistake, crumbs),
        "structure": structure,
        "on_versions": mistake.versions,
        "seen": parts.section(
            context,
            "What you see",
            messages=_messages(mistake),
            program=_program(context, broken),
            trials=_per_version(broken.trials, _verdicts),
        ),
        "needs": parts.needs(context, mistake.needs),
        "why": _text(context, "Why it matters", "why", mistake.why),
        "change": _change(context, mistake, broken),
        "cause": _text(context, "Where it comes from", "cause", mistake.cause),
        "mend": {**_text(context, "How to mend it", "mend", mistake.mend), "trials": _cure(context, mistake, broken)},
        "clause": _clauses(context, mistake),
        "related": parts.related(context, mistake.related),
        "used_in": parts.used_in(context),
        "sources": parts.sources(context, mistake.sources),
    }
    return {**shown, "choice": _choice(shown)}


def _choice(shown: dict[str, Any]) -> Markup:
    """One choice of the version for the page, where anything differs; each part learns which one it is."""
    lists = [shown["seen"]["trials"], shown["mend"]["trials"]]
    lists += [shown["change"]["trials"]] if shown["change"] else []
    lists += [shown["clause"]["versions"]] if shown["clause"] else []
    versions = sorted({part["version"] for rows in lists for part in rows})
    for part in (part for rows in lists for part in rows):
        part["start"] = part_of(part["version"], versions, level=3)
    return choice(versions)


def _text(context: Context, title: str, key: str, text: str) -> Part:
    return {**parts.section(context, title), "text": context.block(text, (key,))}


def _messages(mistake: Mistake) -> list[Part]:
    return [
        {"who": one.who, "versions": one.versions, "source": one.source, "found": one.found, "text": _said(one.text)}
        for one in mistake.messages
    ]


def _program(context: Context, broken: Broken) -> Part | None:
    """The script beside the entry and what it prints."""
    script = (context.desk.catalog.root / context.page.path).with_suffix(".py")
    if not broken.output or not script.is_file():
        return None
    return {"code": CodeBlock(script.read_text("utf-8").rstrip(), "python"), "prints": _said(broken.output)}


def _change(context: Context, mistake: Mistake, broken: Broken) -> Part | None:
    if not mistake.start or not any(trial.changed for trial in broken.trials):
        return None
    page = context.desk.catalog.target("example", mistake.start.example)
    example = context.link(page) if page else html.escape(mistake.start.example)
    trials = _per_version(broken.trials, _steps)
    in_words = any(trial.steps for trial in broken.trials)
    return parts.section(context, "The change that causes it", example=example, trials=trials, in_words=in_words)


def _clauses(context: Context, mistake: Mistake) -> Part | None:
    """What each version of the specification says."""
    if not mistake.clause:
        return None
    rows = [_clause(context, mistake, version) for version in sorted(mistake.versions)]
    return parts.section(context, "What the specification says", versions=rows)


def _clause(context: Context, mistake: Mistake, version: str) -> Part:
    clause = mistake.clause_of(version)
    if clause is None:
        return {"version": version, "words": None}
    link = html.outside(clause.url, f"The text of {version}")
    key = _UNWORDED.get(clause.quote, clause.quote)
    return {"version": version, "quote": key, "words": context.inline(clause.words), "link": link}


def _per_version(trials: Iterable[Trial], show: Callable[[Trial], Part]) -> list[Part]:
    return [{"version": one.version, **show(one)} for one in sorted(trials, key=lambda trial: trial.version)]


def _verdicts(trial: Trial) -> Part:
    silent = [_name(verdict) for verdict in trial.verdicts if verdict.stance == "silent"]
    loud = [
        {
            "who": _name(verdict),
            "stance": verdict.stance.replace(" ", "-"),
            "words": _STANCES[verdict.stance][is_plural(verdict.validator)],
            "said": _said("\n".join(verdict.messages)),
        }
        for verdict in trial.verdicts
        if verdict.stance != "silent"
    ]
    return {"loud": loud, "silent": silent}


def _steps(trial: Trial) -> Part:
    return {"steps": [_marked(step) for step in trial.steps]}


def _cure(context: Context, mistake: Mistake, broken: Broken) -> list[Part]:
    """For each version the way back: from the broken documents to the valid ones."""
    if not mistake.start:
        return []
    trials = sorted((trial for trial in broken.trials if trial.documents), key=lambda trial: trial.version)
    shown = all(len(trial.documents) <= _MOST_DOCUMENTS for trial in trials)
    parts = [
        {
            "version": trial.version,
            "documents": [_way_back(one) for one in trial.documents] if shown else [],
            "editor": _editor(context, trial.script),
        }
        for trial in trials
    ]
    return [part for part in parts if part["documents"] or part["editor"]]


def _editor(context: Context, script: str) -> list[Part]:
    """Both sides of the change in the editor."""
    root, mistake = context.desk.catalog.root, context.page.id
    sides = {side: editor_address(root, mistake=mistake, script=script, side=side) for side in ("yours", "corrected")}
    return [{"side": side, "href": context.href(address)} for side, address in sides.items() if address]


def _way_back(changed: Changed) -> Part:
    return {
        "path": changed.path,
        "code": Diff(changed.after, changed.before),
        "gone": changed.before is None,
        "new": changed.after is None,
    }


def _marked(text: str) -> Markup:
    """Words with `code` marks."""
    pieces = [html.literal(part) if i % 2 else html.escape(part) for i, part in enumerate(text.split("`")) if part]
    return Markup().join(pieces)


def _said(text: str) -> CodeBlock:
    return CodeBlock(text.rstrip(), "text", "said")


def _name(verdict: Verdict) -> str:
    return validator_name(verdict.validator, verdict.version)
