"""What the page of channels shows: a decision guide, a section for each channel, a question to copy."""

from __future__ import annotations

from helpdesk.model.channels import Channel, Channels
from helpdesk.rendering import html
from helpdesk.rendering.code import CodeBlock
from helpdesk.rendering.context import Context
from helpdesk.rendering.views import parts
from helpdesk.rendering.views.parts import Part


def view(context: Context) -> dict[str, object]:
    page = context.page.entry
    assert isinstance(page, Channels)
    shown: Part = {
        **parts.head(context, page),
        "intro": context.block(page.intro, ("intro",)),
        "decide": _decide(context, page),
        "channels": [_channel(context, channel) for channel in page.channels],
        "template": _template(context, page),
        "sources": parts.sources(context, page.sources),
    }
    return shown


def _decide(context: Context, page: Channels) -> Part | None:
    if not page.decide:
        return None
    rows = [
        [context.inline(row.when), context.inline(row.first or ""), context.role("channel", row.ask)]
        for row in page.decide
    ]
    table = html.table(["What happened", "First", "Ask"], rows, "decide")
    return parts.section(context, "What happened?", table=table)


def _channel(context: Context, channel: Channel) -> Part:
    places = [[html.outside(place.url, place.name), context.inline(place.short)] for place in channel.also]
    return {
        "id": context.anchors.take(f"channel-{channel.id}"),
        "words_id": context.anchors.of(channel.name),
        "title": channel.name,
        "short": context.inline(channel.short),
        "when": context.inline(channel.when),
        "url": channel.url,
        "dates": channel.dates,
        "prepare": [context.inline(item) for item in channel.prepare],
        "also": html.table(["Where", "What for"], places) if places else None,
    }


def _template(context: Context, page: Channels) -> Part | None:
    if not page.template:
        return None
    text = "\n".join(f"**{line.ask}:** {line.hint}" for line in page.template)
    return parts.section(context, "A question to copy", code=CodeBlock(text, "markdown"))
