"""``{propose-form} term``: a form made from the schema, whose answers become a YAML file on GitHub."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from helpdesk.model.fields import markdown_form
from helpdesk.model.file_text import field_order, required, title_key
from helpdesk.model.json_schema import first_line, schema_of
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import named
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.guest import static_place

_HINTS = {
    "short": "What it is or what to do. It stands alone, so use words that a newcomer knows.",
    "body": "Markdown: what for, where one meets it, what follows for the reader.",
    "search": "What would you type to find this? One on each line: other words, misspellings, error messages.",
    "sources": "One on each line: an address that begins with https://, then which claim it backs.",
}
_ASKED = (*_HINTS, "category", "audience")


class ProposeForm(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        kind = named(self.arguments[0])
        domain = HelpDesk.of(self.env)
        domain.see(f"kind:{kind.name}")
        categories = domain.desk.catalog.categories.get(kind, {})
        properties = schema_of(kind)["properties"]
        title, needed = title_key(kind), required(kind)
        keys = [key for key in field_order(kind) if key == title or key in _ASKED]
        fields = "".join(_field(kind, key, properties[key], key in needed, categories) for key in keys)
        context = self.config.html_context
        base = f"https://github.com/{context.get('github_user', '')}/{context.get('github_repo', '')}"
        new = f"{base}/new/{context.get('github_version', 'main')}/{kind.folder}"
        text = (
            f'<form class="propose helpdesk" data-propose data-kind="{kind.name}" data-base="{escape(new)}" '
            f'data-line="{escape(first_line(kind))}">{fields}{_OWN_NAME.format(kind=kind.name)}{_RESULT}</form>'
            f'<p>Only an idea? <a href="{escape(base)}/issues/new?template={kind.name}.yml">Write an issue</a>: a form '
            "asks for a few words.</p>"
            f'<noscript><p>This form needs a script. <a href="{escape(base)}/issues/new/choose">Write an issue</a> '
            "instead.</p></noscript>"
        )
        script = "../" * self.env.docname.count("/") + f"{static_place(self.config)}/propose-form.mjs"
        return [nodes.raw("", f'{text}<script type="module" src="{script}"></script>', format="html")]


def _field(kind: Kind, key: str, schema: dict[str, Any], needed: bool, categories: dict[str, str]) -> str:
    name, label = f"{kind.name}-{key}", key.capitalize()
    limits = f"{schema.get('minLength', 1)} to {schema['maxLength']} characters" if "maxLength" in schema else ""
    hint = " ".join(filter(None, (_HINTS.get(key, ""), limits if not categories or key != "category" else "")))
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
    options = categories if key == "category" else {value: value for value in schema.get("enum", [])}
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
<pre data-body tabindex="0" aria-label="The text; its Markdown is formatted on the page"></pre>
<ul data-told></ul></div>
<div role="status"><ul class="findings" data-findings></ul><p data-fine hidden>Nothing to mend here.</p>
<p data-missing hidden>Some fields are still to be filled in.</p></div>
<p data-long hidden>This text is too long for an address: copy it, open the page, and paste it there.</p>
<p><a class="button" data-open target="_blank" rel="noopener noreferrer">Open it on GitHub</a>
<button type="button" data-copy>Copy the file</button> <button type="reset">Start again</button></p>
<details><summary>The file <code data-name></code></summary><pre tabindex="0"><code data-file></code></pre></details>
</div>
"""
