"""Independent validators and the questions to them.

Each module beside this one has ``VERSION``, that of the package it asks, and ``check(folder, version)``, which yields
a :class:`Finding` for whatever is wrong, a :class:`Crash` where the validator itself fails or lacks a feature, and
:class:`Checked` for each document, group or array that it looked at. It may raise, print, hang or die: it is asked in
a process of its own.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from helpdesk_omezarr.stores.archive import unpacked
from helpdesk_omezarr.stores.documents import Unreadable
from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.sandbox import Died, Sandbox
from helpdesk_omezarr.stores.validators.saying import Checked, Crash, crash, stable
from helpdesk_omezarr.stores.verdict import Verdict
from helpdesk_omezarr.stores.versions import living

SECONDS = 20.0
# What people call a validator -> the module that asks it.
MODULES = {
    "schemas": "schemas",
    "yaozarrs": "yaozarrs",
    "ome-zarr-models": "ome_zarr_models",
    "ngff-zarr": "ngff_zarr",
    "house": "house",
    "tensorstore": "tensorstore",
}
BY_VERSION = {name: row.validators for name, row in living().items()}
_VERDICTS = TypeAdapter(list[Verdict])


def validate(store: Path, version: str, sandbox: Sandbox | None = None, *, only: Sequence[str] = ()) -> list[Verdict]:
    """Ask the validators of ``version`` (or those named in ``only``) about the folder or ZIP file ``store``.

    Never raises on account of the store or of a validator: that is a verdict ``failed``.
    """
    sandbox = sandbox or Sandbox()
    names = list(only or BY_VERSION[version])
    try:
        return read(sandbox.call(ask, names, str(store.absolute()), version, seconds=SECONDS))
    except Died as death:
        if len(names) > 1:  # each in a process of its own, which tells who it was
            return [verdict for name in names for verdict in validate(store, version, sandbox, only=[name])]
        message = f"{names[0]} gave no answer: {death}"
        return [Verdict(names[0], "", "failed", (message,), reason="no answer")]


def ask(names: Sequence[str], store: str, version: str) -> list[dict[str, Any]]:
    """The verdicts of ``names``, as mappings. Runs in a process of its own."""
    with unpacked(Path(store)) as folder:
        return [asdict(_verdict(name, folder, version)) for name in names]


def read(said: list[dict[str, Any]]) -> list[Verdict]:
    """The verdicts from what :func:`ask` returned, after its way through JSON."""
    return _VERDICTS.validate_python(said)


def _verdict(name: str, folder: Path, version: str) -> Verdict:
    try:
        validator = importlib.import_module(f"{__name__}.{MODULES[name]}")
    except Exception as error:
        message = f"{name} cannot be imported: {error}"
        return Verdict(name, "", "failed", (message,), reason="not installed")
    findings: list[Finding] = []
    messages: list[str] = []
    crashed, checked = False, 0
    try:
        for said in validator.check(folder, version):
            match said:
                case Finding():
                    findings.append(stable(said, folder))
                    messages.append(findings[-1].said)
                case Crash():
                    crashed = True
                    messages.append(stable(said.finding, folder).said)
                case Checked():
                    checked += said.number
    except Unreadable as error:
        findings.append(error.finding(name))
        messages.append(findings[-1].said)
    except Exception as error:
        crashed = True
        messages += [stable(one.finding, folder).said for one in crash(name, "", error)]
    told = tuple(dict.fromkeys(messages))
    if findings:
        return Verdict(name, validator.VERSION, "invalid", told, checked, tuple(dict.fromkeys(findings)))
    if crashed:
        return Verdict(name, validator.VERSION, "failed", told, checked, reason="crashed")
    if not checked:
        told = (f"{name} found nothing to check",)
        return Verdict(name, validator.VERSION, "failed", told, reason="nothing to check")
    return Verdict(name, validator.VERSION, "valid", (), checked)
