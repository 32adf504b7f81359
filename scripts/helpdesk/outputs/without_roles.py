"""The Markdown of entries for those who cannot follow our roles: every role becomes the words it would show."""

from __future__ import annotations

import re

from helpdesk.model.desk import Desk
from helpdesk.model.kinds import roles
from helpdesk.reading.markdown import split_role

_ROLE = re.compile(r"\{([a-z]+)\}(`+)(.+?)\2", re.DOTALL)


def without_roles(text: str, desk: Desk) -> str:
    return _ROLE.sub(lambda role: _words(role[1], role[3], desk) if role[1] in roles() else role[0], text)


def _words(role: str, content: str, desk: Desk) -> str:
    words, target = split_role(content)
    if words:
        return words
    if role == "fact":
        return str(desk.facts.get(target, target))
    if role == "term":
        return target
    if role == "channel":
        return desk.catalog.channels[target].name if target in desk.catalog.channels else target
    page = desk.catalog.target(role, target)
    return page.title if page else target
