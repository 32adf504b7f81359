"""One choice of the OME-Zarr version for a whole page: radio buttons above, and parts that are shown for one of them.

The styles do it without a script (see ``.of-version`` in the theme); a script keeps the choice and puts it into the
address, ``?version=0.5``.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

USUAL = "0.5"


def choice(versions: Sequence[str]) -> Markup:
    """The radio buttons, nothing for a single version."""
    if len(versions) < 2:
        return Markup()
    chosen = USUAL if USUAL in versions else versions[0]
    button = Markup(
        '<input type="radio" name="version" id="version-{0}" value="{0}"{1}><label for="version-{0}">{0}</label>'
    )
    buttons = Markup().join(
        button.format(version, Markup(" checked") if version == chosen else "") for version in versions
    )
    return Markup(
        '<div class="version-choice" role="radiogroup" aria-label="OME-Zarr version">'
        '<span aria-hidden="true">OME-Zarr</span>{}</div>\n'
    ).format(buttons)


def part_of(version: str, versions: Sequence[str], level: int = 0) -> Markup:
    """The start tag of what is shown for ``version`` only. On paper, which has all, it has a heading of ``level``."""
    number = versions.index(version) + 1
    start = Markup('<div class="of-version of-version-{}" data-version="{}">').format(number, version)
    name = Markup('<h{0} class="print-only version-name">OME-Zarr {1}</h{0}>').format(level, version)
    return start + name if level else start
