"""The decision guide of docs/channels.yaml: what happened, and the place to ask."""

from __future__ import annotations

import re

from helpdesk.model.channels import Channels
from helpdesk_omezarr.pictures.svg import LINE, WIDTH, Drawing, wrap

_RIGHT, _PAD = 206.0, 6.0  # where the column of channels begins; units around words
_ROLE = re.compile(r"\{\w+\}`([^`<]+?)(?:\s*<[^`>]*>)?`")


def draw_decision_guide(page: Channels) -> Drawing:
    """Cases on the left, in the order of their channels; a channel that many cases lead to stands there once."""
    names = {channel.id: channel.name for channel in page.channels}
    cases: dict[str, list[str]] = {}
    for decision in page.decide:
        cases.setdefault(decision.ask, []).append(_ROLE.sub(r"\1", decision.when).replace("`", ""))
    drawing = Drawing("What happened, and where to ask")
    y, told = 2.0, []
    for ask, whens in cases.items():
        top, middles = y, []
        for when in whens:
            words = wrap(when, _RIGHT - 26 - 2 * _PAD)
            height = len(words) * LINE + 8
            drawing.rect(2, y, _RIGHT - 26, height, "soft line", rx="4")
            drawing.texts(2 + _PAD, y + 16, words)
            middles.append(y + height / 2)
            y += height + 6
        name = wrap(names.get(ask, ask), (WIDTH - _RIGHT - 2 * _PAD) / 1.12)
        height, middle = len(name) * LINE + 8, (top + y - 6) / 2
        drawing.rect(_RIGHT, middle - height / 2, WIDTH - _RIGHT - 2, height, "hit", rx="4")
        drawing.texts(_RIGHT + _PAD, middle - height / 2 + 16, name, "strong")
        drawing.lines((((_RIGHT - 24, start), (_RIGHT - 4, middle)) for start in middles), "line")
        drawing.polygon([(_RIGHT, middle), (_RIGHT - 7, middle - 4), (_RIGHT - 7, middle + 4)], "tip")
        told += [f"{when}: {names.get(ask, ask)}" for when in whens]
        y = max(y, middle + height / 2 + 6) + 6
    drawing.alt = f"What happened, and where to ask. {'; '.join(told)}."
    return drawing
