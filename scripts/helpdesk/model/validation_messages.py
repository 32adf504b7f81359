"""pydantic's validation errors in the words of someone who writes YAML."""

from __future__ import annotations

import difflib
import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from helpdesk.model.fields import advice_for
from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_document import Document, Loc


def complaints(source: Document, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """A finding for each thing that is wrong, at its line of ``source``. A misspelled key is not missing as well."""
    details = error.errors(include_url=False)
    misspelled = {
        (*detail["loc"][:-1], _meant(model, detail["loc"])) for detail in details if detail["type"] == "extra_forbidden"
    }
    return [
        _complain(source, model, detail)
        for detail in details
        if not (detail["type"] == "missing" and detail["loc"] in misspelled)
    ]


def _complain(source: Document, model: type[BaseModel], detail: Any) -> Problem:
    loc: Loc = tuple(part for part in detail["loc"] if part != "[key]")
    where = ".".join(map(str, loc))
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            meant = _meant(model, loc)
            hint = f"did you mean `{meant}`?" if meant else f"known keys: {', '.join(_keys_at(model, loc[:-1]))}"
            return source.problem(loc, "E201", f"unknown key `{where}`; {hint}")
        case "missing":
            return source.problem(loc[:-1], "E202", f"`{where}` is missing: add it")
        case "string_type":
            return source.problem(loc, "E203", f"`{where}` {_not_text(detail['input'])}")
        case "list_type" | "dict_type" | "model_type" | "int_type":
            wanted = {"list": "a list (lines of `- item`)", "int": "a whole number, without quotes"}
            shape = wanted.get(detail["type"].split("_")[0], "a mapping (lines of `key: value`)")
            return source.problem(loc, "E203", f"`{where}` must be {shape}")
        case "string_too_short" | "string_too_long" | "too_short" | "too_long":
            return source.problem(loc, "E204", f"`{where}`: {_length(detail)}")
        case "greater_than_equal" if isinstance(detail["input"], str):
            return source.problem(loc, "E207", f"`{where}` is too long ago to be true: correct the year")
        case "greater_than_equal" | "less_than_equal":
            limit = context.get("ge", context.get("le"))
            return source.problem(loc, "E204", f"`{where}` must be at {'least' if 'ge' in context else 'most'} {limit}")
        case "literal_error":
            guess = difflib.get_close_matches(str(detail["input"]), re.findall(r"'([^']+)'", context["expected"]), 1)
            hint = f"; did you mean `{guess[0]}`?" if guess else ""
            return source.problem(loc, "E205", f"`{where}` must be {context['expected']}{hint}")
        case "string_pattern_mismatch":
            return source.problem(
                loc,
                "E206",
                f"`{where}`: `{str(detail['input'])[:60]}` {_pattern(context['pattern'], str(detail['input']))}",
            )
        case kind if kind.startswith("date") or "not a date" in detail["msg"]:
            return source.problem(loc, "E207", f"`{where}` must be a date such as 2026-11-21")
    message = detail["msg"].removeprefix("Value error, ")
    return source.problem(loc, "E208", f"`{where}`: {message}" if where else message)


def _not_text(value: Any) -> str:
    if value is None:
        return "is empty: write text or delete the line"
    if isinstance(value, list | dict):
        quotes = ": put it in quotes" if isinstance(value, dict) else ""
        return f"must be text, not a {'mapping' if quotes else 'list'}{quotes}"
    return "must be text: put it in quotes"


def _length(detail: dict[str, Any]) -> str:
    context, value = detail["ctx"], detail["input"]
    have = len(" ".join(value.split())) if isinstance(value, str) else len(value)
    what = "characters" if isinstance(value, str) else "entries"
    if "min_length" in context:
        return f"has {have} {what}, at least {context['min_length']} are needed"
    return f"has {have} {what}, at most {context['max_length']} are allowed: shorten it"


def _pattern(pattern: str, value: str) -> str:
    if advice := advice_for(pattern):
        return advice
    near = re.sub(r"[^a-z0-9]+", "-", value.lower().removesuffix(".yaml")).strip("-")
    hint = f"; did you mean `{near}`?" if "/" not in value and re.search("[a-z]", near) else ""
    return f"is not an id: lower-case letters, digits and hyphens, as in file names{hint}"


def _meant(model: type[BaseModel], loc: Loc) -> str | None:
    """The key that an unknown key at ``loc`` was most likely meant to be."""
    known = {key.lower(): key for key in _keys_at(model, loc[:-1])}
    guess = difflib.get_close_matches(str(loc[-1]).strip().lower(), known, 1)
    return known[guess[0]] if guess else None


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that are known at ``loc`` inside ``model``."""
    for part in loc:
        if isinstance(part, str) and (info := _field(model, part)):
            inner = _model_in(info.annotation)
            if inner is None:
                return []
            model = inner
    return [info.alias or name for name, info in model.model_fields.items()]


def _field(model: type[BaseModel], key: str) -> Any:
    return next((info for name, info in model.model_fields.items() if key in (name, info.alias)), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
