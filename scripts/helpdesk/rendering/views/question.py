"""What the page of a question shows."""

from __future__ import annotations

from helpdesk.model.entries import Question
from helpdesk.rendering.context import Context
from helpdesk.rendering.views import parts


def view(context: Context) -> dict[str, object]:
    question = context.page.entry
    assert isinstance(question, Question)
    return {
        **parts.head(context, question, parts.category_crumbs(context, "Questions", question.category)),
        "picture": parts.picture(context, question.picture),
        "needs": parts.needs(context, question.needs),
        "body": context.block(question.body, ("body",)),
        "versions": parts.versions(context, question.versions),
        "ask": context.role("channel", question.ask) if question.ask else None,
        "related": parts.related(context, question.related),
        "used_in": parts.used_in(context),
        "sources": parts.sources(context, question.sources),
    }
