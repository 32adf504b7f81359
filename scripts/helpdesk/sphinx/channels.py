"""The page of channels: a decision guide, one section for each channel, and a question to copy."""

from __future__ import annotations

from docutils import nodes

from helpdesk.model.entries import Channel, Channels
from helpdesk.sphinx.roles import std_link
from helpdesk.sphinx.sheet import Sheet


def write_channels(sheet: Sheet, page: Channels) -> None:
    sheet.heading(1, page.title, ("title",))
    sheet.paragraph(*sheet.inline(("short",), page.short), classes=["lead"])
    sheet.block(("intro",), page.intro)
    names = {channel.id: channel.name for channel in page.channels}
    if page.decide:
        sheet.heading(2, "What happened?", ("decide",))
        sheet.table(["What happened", "First", "Ask"], _decisions(sheet, page, names), "decide")
    for i, channel in enumerate(page.channels):
        _write_channel(sheet, channel, i)
    if page.template:
        sheet.heading(2, "A question to copy", ("template",))
        text = "\n".join(f"**{line.ask}:** {line.hint}" for line in page.template)
        sheet.add(nodes.literal_block("", text, language="markdown"))
    sheet.sources(page.sources)


def _decisions(sheet: Sheet, page: Channels, names: dict[str, str]) -> list[list[list[nodes.Node]]]:
    return [
        [
            sheet.inline(("decide", i, "when"), row.when),
            sheet.inline(("decide", i, "first"), row.first or ""),
            [std_link("ref", f"channel-{row.ask}", names.get(row.ask, row.ask))],
        ]
        for i, row in enumerate(page.decide)
    ]


def _write_channel(sheet: Sheet, channel: Channel, i: int) -> None:
    loc = ("channels", i)
    label = f"channel-{channel.id}"
    anchor = nodes.target("", "", ids=[label], names=[label])
    sheet.add(anchor)
    sheet.document.note_explicit_target(anchor)
    sheet.heading(2, channel.name, (*loc, "name"))
    sheet.paragraph(*sheet.inline((*loc, "short"), channel.short))
    sheet.paragraph(nodes.strong("", "When: "), *sheet.inline((*loc, "when"), channel.when))
    sheet.paragraph(nodes.strong("", "Where: "), nodes.reference("", channel.url, refuri=channel.url))
    if channel.dates:
        sheet.paragraph(nodes.strong("", "Dates: "), nodes.reference("", channel.dates, refuri=channel.dates))
    if channel.prepare:
        sheet.paragraph(nodes.strong("", "Have ready:"))
        sheet.bullets(sheet.inline((*loc, "prepare", j), item) for j, item in enumerate(channel.prepare))
    if channel.also:
        rows = [
            [[nodes.reference("", place.name, refuri=place.url)], sheet.inline((*loc, "also", j, "short"), place.short)]
            for j, place in enumerate(channel.also)
        ]
        sheet.table(["Where", "What for"], rows)
