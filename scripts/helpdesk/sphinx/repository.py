"""Links from a page to the repository that it is made from: its file, an issue about it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

_NAMED = {"github_user", "github_repo", "github_version"}


def repository_url(context: dict[str, Any]) -> str:
    """The address of the repository that ``html_context`` of conf.py names, or ""."""
    return f"https://github.com/{context['github_user']}/{context['github_repo']}" if context.keys() >= _NAMED else ""


def repository(pagename: str, context: dict[str, Any]) -> dict[str, str]:
    """``repository_url``, and ``report_url``: an issue that already says which page it is about."""
    base = repository_url(context)
    if not base:
        return {}
    page = context.get("pageurl") or f"{pagename}.html"
    version = context.get("site_version")
    lines = ["What is wrong or missing:", "", "", "How you know (a link, a message, a file):", "", "", f"Page: {page}"]
    body = "\n".join([*lines, *([f"Version of the site: {version}"] if version else [])])
    given = urlencode({"title": f"Mistake on the page {pagename}", "body": body})
    return {"repository_url": base, "report_url": f"{base}/issues/new?{given}"}


def edit_url(pagename: str, context: dict[str, Any]) -> str | None:
    """Where the source of a page is edited."""
    base = repository_url(context)
    suffix = context.get("page_source_suffix") or ".md"
    return f"{base}/edit/{place(context)}{pagename}{suffix}" if base else None


def place(context: dict[str, Any]) -> str:
    """Where the files of the site stand in the repository: branch and folder, with a slash at the end."""
    return f"{context['github_version']}/{context.get('doc_path', '')}"
