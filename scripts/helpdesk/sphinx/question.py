"""The page of a question."""

from __future__ import annotations

from docutils import nodes

from helpdesk.model.entries import Question
from helpdesk.sphinx.related import related, used_in, versions
from helpdesk.sphinx.sheet import Sheet
from helpdesk_omezarr.sphinx.picture import show_picture


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
