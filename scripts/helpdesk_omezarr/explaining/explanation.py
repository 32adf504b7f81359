"""What is wrong with a store, as a value for notebooks and programs."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpdesk_omezarr import CONTENT
from helpdesk_omezarr.explaining.installed import MISSING, validators_installed


@dataclass(frozen=True)
class Finding:
    """What one validator (or one of our own rules) says: ``code`` is validator/rule, ``document`` the path of the
    metadata document in the store, ``pointer`` the place in it (RFC 6901), ``page`` the address of the mistake's page.
    """

    severity: Literal["error", "warning", "note"]
    code: str
    document: str
    pointer: str
    message: str
    page: str | None

    def __str__(self) -> str:
        return f"{self.severity}: {self.document}{self.pointer}: {self.message}{f' ({self.page})' if self.page else ''}"


@dataclass(frozen=True)
class Explanation:
    """``version`` is that of OME-Zarr; ``valid`` is None where nothing could be judged, and ``notes`` say why."""

    store: str
    version: str | None
    valid: bool | None
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    @property
    def verdict(self) -> str:
        return {True: "valid", False: "not valid", None: "could not tell whether it is valid"}[self.valid]

    def __str__(self) -> str:
        return "\n".join([f"{self.store}: {self.verdict}", *map(str, self.findings), *self.notes])

    def _repr_html_(self) -> str:
        """What Jupyter shows (https://ipython.readthedocs.io/en/stable/config/integrating.html)."""
        rows = [
            f"<li><strong>{finding.severity}</strong> {html.escape(finding.message)}"
            + (f' <a href="{html.escape(finding.page)}">how to mend it</a>' if finding.page else "")
            + "</li>"
            for finding in self.findings
        ]
        rows += [f"<li>{html.escape(note)}</li>" for note in self.notes]
        return f"<p>{html.escape(self.store)}: {self.verdict}</p><ul>{''.join(rows)}</ul>"


def explain(store: str | Path, *, seconds: float, everything: bool) -> Explanation:
    """See :func:`helpdesk_omezarr.explain`.

    The command is run: it starts processes of its own, which a notebook or a script without a guard cannot do.
    """
    if not validators_installed():
        raise ModuleNotFoundError(MISSING)
    options = ["--json", "--desk", str(CONTENT), "--seconds", str(seconds), *(["--all"] if everything else [])]
    command = [sys.executable, "-P", "-m", "helpdesk", "explain", *options, "--", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise RuntimeError(done.stderr.strip())
    data = json.loads(done.stdout)
    findings = tuple(Finding(**finding) for finding in data["findings"])
    gaps = [f"no judgment: {gap['message']}" for gap in data["no_judgment"] if gap["reason"] != "not installed"]
    notes = tuple(filter(None, [data["refused"], *gaps, *data["notes"]]))
    return Explanation(str(store), data["version"], {0: True, 1: False}.get(data["status"]), findings, notes)
