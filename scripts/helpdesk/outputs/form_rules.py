"""``propose.json``: what the form for new entries must know to say what ``helpdesk check`` would say."""

from __future__ import annotations

from typing import Any

from helpdesk.model.catalog import Catalog
from helpdesk.model.fields import LETTERS
from helpdesk.model.kinds import OTHER, TERM, all_kinds, entry_kinds, roles
from helpdesk.reading import invisible_characters, languages, placeholders, unrendered_marks, unsafe_words
from helpdesk.reading.addresses import MAIL, WEB
from helpdesk.reading.dialects import BOXES


def form_rules(catalog: Catalog) -> dict[str, Any]:
    """Patterns in the syntax that Python and JavaScript share, names that exist, and what each entry is called."""
    return {
        "roles": roles(),
        "boxes": list(BOXES),
        "languages": unrendered_marks.LANGUAGES,
        "address": f"{WEB}|{MAIL}",
        "hidden": invisible_characters.PATTERN,
        "placeholder": placeholders.PATTERN,
        "marks": unrendered_marks.pattern((*roles(), *BOXES)),
        "in_words": unrendered_marks.IN_WORDS,
        "items": unrendered_marks.ITEMS,
        "letters": LETTERS,
        "markup": unsafe_words.PATTERN,
        "shown": unsafe_words.MARKS,
        "english": {
            "small": sorted(languages.SMALL),
            "foreign": sorted(languages.FOREIGN),
            "enough": languages.ENOUGH,
            "few": languages.FEW,
            "least": languages.LEAST,
        },
        "targets": {"term": sorted(catalog.names), "channel": list(catalog.channels), **_ids(catalog)},
        "names": _names(catalog),
    }


def _ids(catalog: Catalog) -> dict[str, list[str]]:
    kinds = [kind for kind in all_kinds() if kind.name in roles() and kind is not TERM]
    others = {OTHER.name: [page.docname for page in catalog.others]}
    return {kind.name: [page.id for page in catalog.of(kind)] for kind in kinds} | others


def _names(catalog: Catalog) -> dict[str, list[tuple[str, str, str]]]:
    """Every name that people know an entry by, with its title and page."""
    terms = [(name, page.title, page.url) for page, term in catalog.terms for name in term.names]
    others = {
        kind.name: [
            (name, page.title, page.url)
            for page in catalog.of(kind)
            if page.entry and not page.entry.replaced_by
            for name in (page.title, *page.entry.search)
        ]
        for kind in entry_kinds()
        if kind is not TERM
    }
    return {TERM.name: terms, **others}
