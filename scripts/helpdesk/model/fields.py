"""The types of fields, and which of them hold Markdown."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from helpdesk.reading.addresses import ADVICE, MAIL, WEB
from helpdesk.reading.yaml_document import Loc


@dataclass(frozen=True)
class Markdown:
    """Marks a text field as Markdown: ``inline`` (one line), ``block``, or ``plain`` (only `code` marks)."""

    form: Literal["plain", "inline", "block"]


def text(least: int, most: int, pattern: str | None = None) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most, pattern=pattern)


def one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _iso_date(value: Any) -> Any:
    # pydantic would also take a number of seconds since 1970.
    if isinstance(value, str | datetime.date):
        return value
    raise ValueError("not a date")


ID = r"[a-z0-9]+(-[a-z0-9]+)*"
# A number, perhaps after the name of what it is a version of: 0.5, Draft 2, HTML v5.
VERSION = r"([A-Z][A-Za-z-]* v?)?[0-9]+(\.[0-9a-z]+)*"

_ADVICE: dict[str, str] = {}


def pattern(expression: str, advice: str) -> str:
    """``expression``, for a field; ``advice`` completes the sentence "`value` ..." about a value that differs."""
    _ADVICE[expression] = advice
    return expression


def advice_for(expression: str) -> str | None:
    """What to say of a value that does not have the form ``expression`` of a field."""
    return _ADVICE.get(expression)


_SPAN = pattern(
    f"^{VERSION}( to {VERSION}| and (later|earlier))?$",
    'is not a version; write for example "0.4", "0.1 to 0.4" or "0.5 and later", in quotes',
)
_ADDRESS, _WEB_ADDRESS = pattern(f"^({WEB}|{MAIL})$", ADVICE), pattern(f"^{WEB}$", ADVICE)
_WORDS = pattern(r"\S", "has no words: write some")
LETTERS = pattern(r"[^\s0-9!-/:-@\[-`{-~]{2}", "has no words: write some")

Id = Annotated[str, StringConstraints(pattern=f"^{ID}$", max_length=60)]
Ref = Annotated[str, StringConstraints(pattern=f"^((glossary|faq|mistakes|examples|guide)/)?{ID}$", max_length=80)]
Span = Annotated[str, StringConstraints(pattern=_SPAN)]
Word = Annotated[str, BeforeValidator(one_line), text(1, 120)]
# What a program printed, as it is.
Printed = Annotated[str, StringConstraints(min_length=3, max_length=4000)]
# The pattern is a part of the schema only where the validator stands behind it.
Short = Annotated[str, text(20, 240, LETTERS), BeforeValidator(one_line), Markdown("plain")]
Inline = Annotated[str, BeforeValidator(one_line), text(1, 1000), Markdown("inline")]
Block = Annotated[str, StringConstraints(min_length=1, max_length=12000, pattern=_WORDS), Markdown("block")]
Url = Annotated[str, text(8, 400, _ADDRESS)]
WebUrl = Annotated[str, text(8, 400, _WEB_ADDRESS)]
_FIRST = datetime.date(2000, 1, 1)  # an earlier year is mistyped
Date = Annotated[
    datetime.date, BeforeValidator(_iso_date), Field(ge=_FIRST, description="year-month-day, for example 2026-11-21")
]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def markdown_fields(model: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, Markdown, str]]:
    """Every Markdown text of an entry with its place in the YAML."""
    for name, key, mark in _fields(type(model)):
        yield from _markdown_in(getattr(model, name), (*loc, key), mark)


def markdown_form(model: type[BaseModel], key: str) -> str | None:
    """``plain``, ``inline`` or ``block`` for a field of Markdown."""
    return next((mark.form for _, known, mark in _fields(model) if known == key and mark), None)


def _markdown_in(value: Any, loc: Loc, mark: Markdown | None) -> Iterator[tuple[Loc, Markdown, str]]:
    if isinstance(value, BaseModel):
        yield from markdown_fields(value, loc)
    elif isinstance(value, str) and mark:
        yield loc, mark, value
    elif isinstance(value, list | dict):
        for key, item in enumerate(value) if isinstance(value, list) else value.items():
            yield from _markdown_in(item, (*loc, key), mark)


@functools.cache
def _fields(model: type[BaseModel]) -> list[tuple[str, str, Markdown | None]]:
    return [
        (name, info.alias or name, _mark(info.metadata) or _mark([info.annotation]))
        for name, info in model.model_fields.items()
    ]


def _mark(metadata: Iterable[Any]) -> Markdown | None:
    for item in metadata:
        if found := item if isinstance(item, Markdown) else _mark(get_args(item)):
            return found
    return None
