"""What may stand between the ``---`` lines of a Markdown page. Settings of MyST and Sphinx may not."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from helpdesk.model.fields import Id, Inline, Model, Word


class FrontMatter(Model):
    """``short``, ``search`` and ``terms`` have rules of their own (R410, R412)."""

    short: Any = None
    search: Any = None
    terms: Any = None
    order: int | None = Field(None, strict=True, ge=1, le=9999, description="place in its list")
    categories: Any = None
    tocdepth: int | None = Field(None, strict=True, ge=1, le=6, description="levels in lists of contents")


class ExampleFrontMatter(FrontMatter):
    """``absent`` says why a version has no script, ``exceptions`` what a validator may say, by script."""

    structure: Word | None = None
    absent: dict[str, Inline] = Field({}, max_length=10)
    exceptions: dict[Id, dict[str, str]] = Field({}, max_length=10)
