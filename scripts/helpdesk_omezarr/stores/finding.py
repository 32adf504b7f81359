"""A finding: one thing that somebody says about one place of a store."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """``severity`` is "error" where a MUST is broken or nothing can read it, "warning" for a SHOULD or what is
    probably not meant, and "note".

    ``document`` is the path of a metadata document or array in the store, ``pointer`` a JSON pointer (RFC 6901) in it,
    ``rule`` the code of ``validator`` for what it checks, ``said`` its own line. ``page`` names the mistake where the
    rule itself knows it, ``about`` what it is about (a path, a value) in a sentence about several findings.
    """

    severity: Severity
    document: str
    pointer: str
    rule: str
    message: str
    validator: str
    said: str = ""
    page: str = ""
    about: str = ""

    @property
    def place(self) -> str:
        """The place as people read it: ``zarr.json attributes.ome.multiscales[0].axes``."""
        return f"{self.document} {readable(self.pointer)}".strip()

    @property
    def kind(self) -> tuple[str, str, str]:
        """What it has in common with findings about other images: validator, rule, and the pointer without numbers."""
        return self.validator, self.rule, re.sub(r"/\d+(?=/|$)", "/*", self.pointer)


def pointer(parts: Iterable[str | int]) -> str:
    """The JSON pointer through the keys and indices ``parts``."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)


def readable(pointer: str) -> str:
    """A JSON pointer as JavaScript writes it: ``multiscales[0].axes``."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return "".join(f"[{part}]" if part.isdecimal() else f".{part}" for part in parts).removeprefix(".")
