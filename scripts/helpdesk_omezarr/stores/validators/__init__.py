"""Independent validators and the questions to them.

Each module beside this one has ``VERSION``, that of the package it asks, and
``check(folder, version) -> (messages, checked)``: what is wrong (nothing, for a valid store) and how many
documents, groups or arrays were looked at. It may raise, print, hang or crash: it is asked in a fork,
which goes on to the next store as long as all is well.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pydantic

from helpdesk_omezarr.stores.archive import unpacked
from helpdesk_omezarr.stores.sandbox import Died, Sandbox
from helpdesk_omezarr.stores.verdict import Verdict

SECONDS = 20.0
MAX_MESSAGE = 600  # characters
# What people call a validator -> the module that asks it.
MODULES = {
    "schemas": "schemas",
    "yaozarrs": "yaozarrs",
    "ome-zarr-models": "ome_zarr_models",
    "ngff-zarr": "ngff_zarr",
    "house": "house",
    "tensorstore": "tensorstore",
}
BY_VERSION = {
    "0.4": ("schemas", "yaozarrs", "ome-zarr-models", "house", "tensorstore"),
    "0.5": ("schemas", "yaozarrs", "ome-zarr-models", "house", "tensorstore"),
    "0.6": ("schemas", "ome-zarr-models", "ngff-zarr", "house", "tensorstore"),
}


def validate(store: Path, version: str, sandbox: Sandbox | None = None, *, only: Sequence[str] = ()) -> list[Verdict]:
    """Ask the validators of ``version`` (or those named in ``only``) about the folder or ZIP file ``store``.

    Never raises on account of the store or of a validator: that is a verdict ``failed``.
    """
    if sandbox is None:
        with Sandbox() as own:
            return validate(store, version, own, only=only)
    return _ask_all(store, version, sandbox, only or BY_VERSION[version])


def _ask_all(
    store: Path, version: str, sandbox: Sandbox, names: Sequence[str], *, alone: bool = False
) -> list[Verdict]:
    """All in the shared fork, which is faster; where that hangs or dies, each in its own, which tells who it was."""
    try:
        question = (f"{__name__}:ask", list(names), str(store.absolute()), version)
        return read(sandbox.call(*question, imports=modules(names), seconds=SECONDS, alone=alone))
    except Died as death:
        if len(names) > 1:
            return [verdict for name in names for verdict in _ask_all(store, version, sandbox, [name], alone=True)]
        return [Verdict(names[0], "", "failed", (f"{names[0]} gave no answer: {death}",))]


def modules(names: Sequence[str]) -> list[str]:
    """What has to be imported to ask the validators ``names``."""
    return [f"{__name__}.{MODULES[name]}" for name in names]


def ask(names: Sequence[str], store: str, version: str) -> list[dict[str, Any]]:
    """The verdicts of ``names``, as mappings. Runs inside a fork."""
    with unpacked(Path(store)) as folder:
        return [asdict(_verdict(name, folder, version)) for name in names]


def read(said: list[dict[str, Any]]) -> list[Verdict]:
    """The verdicts from what :func:`ask` returned, after its way through JSON."""
    return [Verdict(**one | {"messages": tuple(one["messages"])}) for one in said]


def _verdict(name: str, folder: Path, version: str) -> Verdict:
    try:
        validator = importlib.import_module(*modules([name]))
    except Exception as error:
        return Verdict(name, "", "failed", (f"{name} cannot be imported: {error}",))
    try:
        found, checked = validator.check(folder, version)
    except Exception as error:
        found, checked = describe(error), 0
    messages = tuple(dict.fromkeys(_stable(message, folder) for message in found))
    if messages:
        return Verdict(name, validator.VERSION, "invalid", messages, checked)
    if not checked:
        return Verdict(name, validator.VERSION, "failed", (f"{name} found nothing to check",))
    return Verdict(name, validator.VERSION, "valid", (), checked)


def describe(error: BaseException) -> list[str]:
    """What ``error`` says: a line per finding of pydantic and jsonschema, else one line with causes behind ``|``."""
    if isinstance(error, pydantic.ValidationError):
        found = error.errors(include_url=False)
        return [f"{'.'.join(map(str, one['loc']))}: {one['msg']}".removeprefix(": ") for one in found]
    # Whoever raises an error of jsonschema has loaded it; a build where nothing changed need not wait for it.
    jsonschema = sys.modules.get("jsonschema")
    if jsonschema and isinstance(error, jsonschema.ValidationError):
        return [f"{error.json_path}: {error.message}"]
    told = f"{type(error).__name__}: {error}".removesuffix(": ")
    causes = describe(error.__cause__) if error.__cause__ else []
    return [" | ".join([told, *(cause for cause in causes if cause.split(": ", 1)[-1] not in told)])]


def _stable(message: str, folder: Path) -> str:
    """The message without what differs from run to run: where the store lies, addresses of objects."""
    for place in (str(folder.resolve()), str(folder)):
        message = message.replace(f"file://{place}", folder.name).replace(place, folder.name)
    message = re.sub(r"\b0x[0-9a-f]{6,}", "0x...", message)
    message = re.sub(r"\s*For further information visit \S+", "", message)
    message = re.sub(r"\s+", " ", message).strip()
    return message if len(message) <= MAX_MESSAGE else message[: MAX_MESSAGE - 4].rstrip() + " ..."
