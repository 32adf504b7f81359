"""``{propose-form} term`` and ``{change-form} term``: forms made from the schema, for new files and for changes."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from helpdesk.model.fields import markdown_form
from helpdesk.model.file_text import field_order, required, title_key
from helpdesk.model.json_schema import first_line, schema_of
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import CHANNELS, named
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.guest import static_place
from helpdesk.sphinx.repository import place, repository_url

_HINTS = {
    "short": "What it is or what to do. It stands alone, so use words that a newcomer knows.",
    "body": "Markdown: what for, where one meets it, what follows for the reader.",
    "search": "What would you type to find this? One on each line: other words, misspellings, error messages.",
    "sources": "One on each line: an address that begins with https://, then which claim it backs.",
}
_ASKED = (*_HINTS, "why", "cause", "mend", "category", "audience")
WHOLE_FILE = "*"  # the key of a field that holds the text of the file


class ProposeForm(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        kind = named(self.arguments[0])
        domain = HelpDesk.of(self.env)
        domain.see(f"kind:{kind.name}")
        fields = _fields(kind, domain.desk.catalog.categories.get(kind, {}))
        base, inside = _repository(self.config, domain)
        new = f"{base}/new/{inside}{kind.folder}" if base else ""
        result = _RESULT.format(open=_OPEN if base else "")
        text = (
            f'<form class="propose helpdesk" data-propose data-kind="{kind.name}" data-base="{escape(new)}" '
            f'data-line="{escape(first_line(kind))}">{fields}{_OWN_NAME.format(kind=kind.name)}{result}</form>'
        )
        instead = f'<a href="{escape(base)}/issues/new/choose">Write an issue</a> instead.' if base else ""
        if base:
            idea = f'<a href="{escape(base)}/issues/new?template={kind.name}.yml">Write an issue</a>'
            text += f"<p>Only an idea? {idea}: a form asks for a few words.</p>"
        text += f"<noscript><p>This form needs a script. {instead}</p></noscript>"
        return [_with_script(self, text, "propose-form.mjs")]


class ChangeForm(SphinxDirective):
    """The form that ``?change=glossary/chunk`` fills with what stands in the file of that page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        kind = named(self.arguments[0])
        domain = HelpDesk.of(self.env)
        domain.see(f"kind:{kind.name}")
        domain.data["changes"].setdefault(self.env.docname, []).append(kind.name)
        fields = _WHOLE_FILE if kind is CHANNELS else _fields(kind, domain.desk.catalog.categories.get(kind, {}))
        base, inside = _repository(self.config, domain)
        ways, links = (_ON_GITHUB, _LINKS) if base else (_BY_HAND, "")
        text = (
            f'<form class="propose helpdesk" data-change data-kind="{kind.name}" data-base="{escape(base)}" '
            f'data-place="{escape(inside)}" data-order="{" ".join(field_order(kind))}" hidden>'
            f"{fields}{_CHANGED.format(ways=ways, links=links)}</form>"
        )
        return [_with_script(self, text, "change-form.mjs")]


def asked_of(kind: Kind, values: dict[str, Any], text: str) -> dict[str, str]:
    """What stands in each field of the form when it shows the entry ``values``, whose file is ``text``."""
    return (
        {WHOLE_FILE: text} if kind is CHANNELS else {key: _typed(values[key]) for key in _keys(kind) if key in values}
    )


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(f"{one['url']} {one['supports']}" if isinstance(one, dict) else str(one) for one in value)
    return str(value)


def _repository(config: Any, domain: HelpDesk) -> tuple[str, str]:
    """The address of the repository on GitHub, and where the help desk stands in it: branch and folder.

    Both are empty where conf.py names no repository.
    """
    context = config.html_context
    base = repository_url(context)
    return (base, place(context) + domain.prefix) if base else ("", "")


def _with_script(directive: SphinxDirective, text: str, name: str) -> nodes.Node:
    script = "../" * directive.env.docname.count("/") + f"{static_place(directive.config)}/{name}"
    return nodes.raw("", f'{text}<script type="module" src="{script}"></script>', format="html")


def _keys(kind: Kind) -> list[str]:
    title = title_key(kind)
    return [key for key in field_order(kind) if key == title or key in _ASKED]


def _fields(kind: Kind, categories: dict[str, str]) -> str:
    properties, needed = schema_of(kind)["properties"], required(kind)
    return "".join(_field(kind, key, properties[key], key in needed, categories) for key in _keys(kind))


def _field(kind: Kind, key: str, schema: dict[str, Any], needed: bool, categories: dict[str, str]) -> str:
    name, label = f"{kind.name}-{key}", key.capitalize()
    options = categories if key == "category" else {value: value for value in schema.get("enum", [])}
    typed = "maxLength" in schema and not options
    limits = f"{schema.get('minLength', 1)} to {schema['maxLength']} characters" if typed else ""
    hint = " ".join(filter(None, (_HINTS.get(key, ""), limits)))
    assert kind.model
    form = "list" if schema.get("type") == "array" else "block" if markdown_form(kind.model, key) == "block" else "line"
    common = f'id="{name}" data-key="{key}" data-label="{label}" data-form="{form}"'
    common += "".join(
        f' data-{attribute}="{schema[limit]}"'
        for attribute, limit in (("least", "minLength"), ("most", "maxLength"))
        if limit in schema
    )
    common += f' aria-describedby="{name}-hint"' if hint else ""
    common += " required" if needed else ""
    if options:
        # Nothing is chosen before a person chooses.
        first = "choose one" if needed else f"{schema.get('default', 'nothing')}, if you choose nothing"
        choices = "".join(
            f'<option value="{escape(value)}">{escape(shown)}</option>'
            for value, shown in {"": f"({first})", **options}.items()
        )
        control = f"<select {common}>{choices}</select>"
    elif key == title_key(kind):
        control = f'<input type="text" autocomplete="off" {common}>'
    else:
        control = f'<textarea rows="{8 if form == "block" else 3}" {common}></textarea>'
    told = f'<small id="{name}-hint">{escape(hint)}</small>' if hint else ""
    mark = "" if needed else " (optional)"
    return f'<p><label for="{name}">{label}{mark}</label>{control}{told}</p>'


_OWN_NAME = """
<p><label for="{kind}-id">Name of the file (optional)</label>
<input type="text" id="{kind}-id" data-id autocomplete="off" spellcheck="false" aria-describedby="{kind}-id-hint">
<small id="{kind}-id-hint">Made from the title. It becomes the address of the page, for good.</small></p>
"""
# Filled by propose-form.mjs with text, never with HTML.
_RESULT = """
<div data-result hidden>
<p data-near hidden>Is it one of these already?</p><ul data-similar></ul>
<div class="preview" role="group" aria-label="How it will look">
<p><strong data-title></strong> <span data-short></span></p>
<pre data-body tabindex="0" role="group" aria-label="The text; its Markdown is formatted on the page"></pre>
<ul data-told></ul></div>
<div role="status"><ul class="findings" data-findings></ul><p data-fine hidden>Nothing to mend here.</p>
<p data-missing hidden>Some fields are still to be filled in.</p></div>
<p data-long hidden>This text is too long for an address: copy it, open the page, and paste it there.</p>
<p>{open}<button type="button" data-copy>Copy the file</button> <button type="reset">Start again</button></p>
<details><summary>The file <code data-name></code></summary><pre tabindex="0"><code data-file></code></pre></details>
</div>
"""
_OPEN = """<a class="button" data-open target="_blank" rel="noopener noreferrer">Open it on GitHub</a>
"""
_WHOLE_FILE = f"""
<p><label for="whole-file">The whole file</label>
<textarea id="whole-file" rows="24" spellcheck="true" data-key="{WHOLE_FILE}" data-label="The file" data-form="file"
required></textarea></p>
"""
# Filled by change-form.mjs with text, never with HTML.
_CHANGED = """
<div data-result>
<p>This changes the file <code data-name></code>. Its other lines stay as they are.</p>
<p data-same>Nothing is changed yet.</p>
<pre class="difference" data-difference tabindex="0" aria-label="What changes in the file" hidden></pre>
<div role="status"><ul class="findings" data-findings></ul><p data-fine hidden>Nothing to mend here.</p></div>
<div data-ways hidden>
<p>{ways}</p>
<p><button type="button" data-copy>Copy the new file</button>
{links}<button type="reset">Start again</button></p>
<p data-long hidden>The change is too long for an address: paste it into the issue.</p>
</div>
</div>
"""
_ON_GITHUB = """To propose it: copy the new file, open the file on GitHub (a free account is enough), select all its
text there, and paste. Or send what changes as an issue; somebody else puts it into the file."""
_LINKS = """<a class="button" data-open target="_blank" rel="noopener noreferrer">Open the file on GitHub</a>
<a data-issue target="_blank" rel="noopener noreferrer">Send it as an issue</a>
"""
_BY_HAND = "To propose it: copy the new file, and send it to those who keep this site."
