"""``cards/x.json``: what the card of a term shows, a file for each first letter of the ids.

A card costs one small request, and the next ones often none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from helpdesk.model.desk import Desk


def files(desk: Desk) -> Iterator[tuple[str, str]]:
    letters: dict[str, dict[str, list[str]]] = {}
    for page, _ in desk.catalog.terms:
        letters.setdefault(page.id[0], {})[page.id] = [page.title, page.short]
    for letter, cards in letters.items():
        yield f"cards/{letter}.json", json.dumps(cards, ensure_ascii=False, separators=(",", ":"))
