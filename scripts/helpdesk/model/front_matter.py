"""What may stand between the ``---`` lines of a Markdown page. Settings of MyST and Sphinx may not."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from helpdesk.model.fields import Id, Inline, Model, Short, Word


class FrontMatter(Model):
    """``short`` and ``search`` are those of entries; ``terms`` are names of terms that the page explains."""

    short: Short | None = None
    search: list[Word] = Field([], max_length=40)
    terms: list[Word] = Field([], max_length=40)
    order: int | None = Field(None, strict=True, ge=1, le=9999)
    tocdepth: int | None = Field(None, strict=True, ge=1, le=6)


class PageFrontMatter(FrontMatter):
    """``categories``, in the pages of the glossary and of the questions, have a rule of their own (R400)."""

    categories: Any = None


class ExampleFrontMatter(FrontMatter):
    """``absent`` says why a version has no script, ``exceptions`` what a validator may say, by script."""

    structure: Word | None = None
    absent: dict[str, Inline] = Field({}, max_length=10)
    exceptions: dict[Id, dict[str, str]] = Field({}, max_length=10)
