"""All findings that ``helpdesk explain`` makes by itself: their codes, how grave they are, the versions, the mistakes.

``python -m helpdesk_omezarr.explaining.catalog`` writes :data:`PATH`, which a page of the reference shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from helpdesk_omezarr.stores.rules import Rule, rules
from helpdesk_omezarr.stores.versions import living

PATH = Path("docs/_data/findings.yaml")


def table() -> dict[str, Any]:
    """The table, as the page of the reference reads it."""
    named: dict[str, Rule] = {}
    for rule in rules():
        named.setdefault(rule.code, rule)  # some have a sentence more for another place
    rows = [
        _row(rule.code, rule.severity, _versions(rule), rule.page, rule.says or rule.message) for rule in named.values()
    ]
    columns = {
        "code": "Code",
        "severity": "How grave",
        "versions": "Versions",
        "says": "What it says",
        "page": "Mistake",
    }
    text = {"url": "https://ngff.openmicroscopy.org/specifications/0.6/index.html", "supports": "the rules of 0.6"}
    early = {"url": "https://ngff.openmicroscopy.org/0.5/index.html", "supports": "the rules of 0.5"}
    return {"columns": columns, "rows": rows, "sources": [text, early], "checked": "2026-11-29"}


def dumped() -> str:
    return yaml.safe_dump(table(), allow_unicode=True, sort_keys=False, width=110)


def _row(code: str, severity: str, versions: str, page: str, says: str) -> dict[str, str]:
    plain = says.replace("{value}", "…").replace("{other}", "…").replace("{path}", "…")
    link = f"{{mistake}}`{page}`" if page else ""
    return {"code": f"`house/{code}`", "severity": severity, "versions": versions, "says": plain, "page": link}


def _versions(rule: Rule) -> str:
    held = [version for version in living() if rule.holds_in(version)]
    return "all" if len(held) == len(living()) else ", ".join(held)


if __name__ == "__main__":
    PATH.write_text(dumped(), encoding="utf-8")
