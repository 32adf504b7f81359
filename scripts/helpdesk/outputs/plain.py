"""The Markdown of entries for those who cannot follow our roles: every role becomes the words it would show."""

from __future__ import annotations

import re

from helpdesk.reading.markdown import split_role
from helpdesk.sphinx.desk import Desk

_ROLE = re.compile(r"\{(term|question|mistake|example|channel|fact)\}(`+)(.+?)\2", re.DOTALL)


def without_roles(text: str, desk: Desk) -> str:
    return _ROLE.sub(lambda role: _words(role[1], role[3], desk), text)


def _words(role: str, content: str, desk: Desk) -> str:
    words, target = split_role(content)
    if words:
        return words
    if role == "fact":
        example, _, name = target.partition(":")
        facts = desk.examples[example].facts if example in desk.examples else {}
        return f"{facts[name].value} {facts[name].unit or ''}".strip() if name in facts else target
    if role == "term":
        return target
    if role == "channel":
        return desk.catalog.channels[target].name if target in desk.catalog.channels else target
    page = desk.catalog.target(role, target)
    return page.title if page else target
