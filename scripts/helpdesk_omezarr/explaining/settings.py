"""Which findings a reader takes for what: ``--ignore CODE``, and a file that names a severity for each code.

The file is TOML, ``helpdesk-explain.toml`` in the current folder or the one named with ``--config``::

    [severity]
    "house/plate-version" = "error"
    "yaozarrs/model_warning" = "off"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FILE = "helpdesk-explain.toml"
VALUES = ("error", "warning", "note", "off")


class WrongSettings(Exception):
    """The file cannot be used; the message says why."""


def read_settings(path: Path | None, ignored: Iterable[str]) -> dict[str, Any]:
    """A severity, or "off", by code. Raises :class:`WrongSettings`."""
    found = _read(path or Path(FILE)) if path or Path(FILE).is_file() else {}
    return found | dict.fromkeys(ignored, "off")


def _read(path: Path) -> dict[str, Any]:
    try:
        value = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongSettings(f"{path} cannot be read: {error}") from None
    table = value.pop("severity", {})
    if value or not isinstance(table, dict):
        raise WrongSettings(f"{path}: there is one table, [severity]")
    for code, severity in table.items():
        if severity not in VALUES:
            raise WrongSettings(f"{path}: {code} is {severity!r}; write one of {', '.join(VALUES)}")
    return table
