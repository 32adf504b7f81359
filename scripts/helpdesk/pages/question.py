"""The page of a question."""

from __future__ import annotations

from docutils import nodes

from helpdesk.entries import Question
from helpdesk.pages.picture import show_picture
from helpdesk.pages.related import related, used_in, versions
from helpdesk.pages.sheet import Sheet


def write_question(sheet: Sheet, question: Question) -> None:
    sheet.heading(1, question.question, ("question",))
    sheet.paragraph(*sheet.inline(("short",), question.short), classes=["lead"])
    show_picture(sheet, question.picture)
    sheet.block(("body",), question.body)
    versions(sheet, question.versions)
    if question.ask:
        sheet.paragraph(
            nodes.strong("", "Still stuck? "),
            "Ask here: ",
            *sheet.inline(("ask",), f"{{channel}}`{question.ask}`"),
            classes=["ask"],
        )
    related(sheet, question.related)
    used_in(sheet)
    sheet.sources(question.sources)
