"""What stands beside a prose page: the pages of its folder, and which of them come before and after it."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

_MOST = 14  # of a longer list, those around the page are shown


def of_document(app: Sphinx, pagename: str) -> dict[str, Any]:
    """``siblings``, ``before`` and ``after`` of a prose page; nothing for a page that stands alone."""
    env = app.env
    parent = _parent(env, pagename)
    if parent is None or parent == app.config.root_doc:
        return {}
    rows = _in_order(env, parent)
    here = rows.index(pagename)
    start = max(0, min(here - _MOST // 2, len(rows) - _MOST))
    shown = rows[start : start + _MOST]
    title = env.titles[parent].astext()
    all_of_them = {"href": _href(pagename, parent), "title": f"All {len(rows)}"} if len(rows) > len(shown) else None
    return {
        "siblings": {
            "title": title,
            "rows": [{**_row(env, pagename, name), "current": name == pagename} for name in shown],
            "all": all_of_them,
        },
        "before": _row(env, pagename, rows[here - 1]) if here else None,
        "after": _row(env, pagename, rows[here + 1]) if here + 1 < len(rows) else None,
    }


def _parent(env: BuildEnvironment, pagename: str) -> str | None:
    return next((name for name, children in env.toctree_includes.items() if pagename in children), None)


def _in_order(env: BuildEnvironment, parent: str) -> list[str]:
    """As in the table of contents, but where pages have an ``order`` of their own by that."""

    def order(name: str) -> int:
        return int(env.metadata[name].get("order") or 1000)

    return sorted(dict.fromkeys(env.toctree_includes[parent]), key=order)


def _row(env: BuildEnvironment, pagename: str, name: str) -> dict[str, Any]:
    return {"href": _href(pagename, name), "title": env.titles[name].astext()}


def _href(pagename: str, name: str) -> str:
    return relative_uri(f"{pagename}.html", f"{name}.html")
