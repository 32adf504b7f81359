"""What validators yield, and how their errors become that."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pydantic

from helpdesk_omezarr.stores.finding import Finding, pointer

MAX_MESSAGE = 600  # characters
# What a validator raises for its own sake: it met what its authors did not think of, or did not write yet.
_OWN = (
    *(TypeError, AttributeError, NotImplementedError, KeyError, IndexError, StopIteration, AssertionError),
    *(RecursionError, ImportError, NameError, ZeroDivisionError, MemoryError, OverflowError),
)


@dataclass(frozen=True)
class Checked:
    """So many documents, groups or arrays were looked at."""

    number: int = 1


@dataclass(frozen=True)
class Crash:
    """The validator failed at its own fault; ``finding`` says where and how."""

    finding: Finding


def complaints(validator: str, name: str, document: str, start: str, error: BaseException) -> Iterator[Finding | Crash]:
    """What ``error`` says about the group ``name``, whose metadata are at the pointer ``start`` of ``document``."""
    lines = describe(error)
    if isinstance(error, _OWN):
        yield from crash(validator, name, error)
        return
    cause = root_cause(error)
    if isinstance(cause, pydantic.ValidationError):
        for one, line in zip(cause.errors(include_url=False), describe(cause), strict=True):
            told = line if cause is error else lines[0]
            place = start + pointer(part for part in one["loc"] if part != "attributes")
            yield Finding("error", document, place, one["type"], one["msg"], validator, _at(name, told))
        return
    jsonschema = sys.modules.get("jsonschema")  # whoever raises an error of it has loaded it
    if jsonschema and isinstance(cause, jsonschema.ValidationError):
        yield schema_finding(validator, document, "", cause, _at(name, lines[0]))
        return
    rule = re.search(r"Spec rule \[([\w-]+)\]", str(cause))
    code = rule[1] if rule else type(cause).__name__
    message = str(cause).partition(" violated: ")[2] if rule else str(cause)
    yield Finding("error", document, start, code, " ".join(message.split()), validator, _at(name, lines[0]))


def schema_finding(validator: str, document: str, start: str, error: Any, said: str) -> Finding:
    """From an error of jsonschema; the rule is its keyword, with the key where one is required or too many."""
    rule = str(error.validator)
    if rule == "required":
        rule += f" {next((key for key in error.validator_value if key not in error.instance), '')}"
    place = start + pointer(error.absolute_path)
    return Finding("error", document, place, rule, error.message, validator, said)


def crash(validator: str, name: str, error: BaseException) -> list[Crash]:
    """What the validator's own failure is called."""
    return [
        Crash(Finding("note", "", "", type(error).__name__, str(error), validator, _at(name, line)))
        for line in describe(error)
    ]


def root_cause(error: BaseException) -> BaseException:
    """The error behind one that only wraps it."""
    while error.__cause__ is not None:
        error = error.__cause__
    return error


def describe(error: BaseException) -> list[str]:
    """What ``error`` says: a line per finding of pydantic and jsonschema, else one line with causes behind ``|``."""
    if isinstance(error, pydantic.ValidationError):
        found = error.errors(include_url=False)
        return [f"{'.'.join(map(str, one['loc']))}: {one['msg']}".removeprefix(": ") for one in found]
    jsonschema = sys.modules.get("jsonschema")
    if jsonschema and isinstance(error, jsonschema.ValidationError):
        return [f"{error.json_path}: {error.message}"]
    told = f"{type(error).__name__}: {error}".removesuffix(": ")
    causes = describe(error.__cause__) if error.__cause__ else []
    return [" | ".join([told, *(cause for cause in causes if cause.split(": ", 1)[-1] not in told)])]


def stable(finding: Finding, folder: Path) -> Finding:
    """The finding without what differs from run to run: where the store lies, addresses of objects."""
    message, said = (_stable(text, folder) for text in (finding.message, finding.said or finding.message))
    return replace(finding, message=message, said=said)


def _stable(message: str, folder: Path) -> str:
    for place in (str(folder.resolve()), str(folder)):
        message = message.replace(f"file://{place}", folder.name).replace(place, folder.name)
    message = re.sub(r"\b0x[0-9a-f]{6,}", "0x...", message)
    message = re.sub(r"\s*For further information visit \S+", "", message)
    message = re.sub(r"\s+", " ", message).strip()
    return message if len(message) <= MAX_MESSAGE else message[: MAX_MESSAGE - 4].rstrip() + " ..."


def _at(name: str, line: str) -> str:
    return f"{name}: {line}" if name else line
