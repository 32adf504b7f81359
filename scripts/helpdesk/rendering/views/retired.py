"""What the page of a retired entry shows: where its content is now."""

from __future__ import annotations

from helpdesk.rendering.context import Context


def view(context: Context) -> dict[str, object]:
    target = context.desk.catalog.successor(context.page)
    assert target
    return {
        "title": context.page.title,
        "id": context.anchors.of(context.page.title),
        "target": {"href": context.href(target.url), "title": target.title},
    }
