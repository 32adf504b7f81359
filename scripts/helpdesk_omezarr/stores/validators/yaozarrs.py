"""yaozarrs (https://imaging-formats.github.io/yaozarrs/) checks metadata and storage of 0.4 and 0.5.

It reports some MUST rules only as warnings, so a warning is a finding, too.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from yaozarrs import validate_zarr_store

from helpdesk_omezarr.stores.finding import Finding, Severity, pointer
from helpdesk_omezarr.stores.nodes import spec_version, walk
from helpdesk_omezarr.stores.validators.saying import Checked, Crash, complaints, describe
from helpdesk_omezarr.stores.versions import living

VERSION = metadata.version("yaozarrs")
# Warnings of its about what is a MUST: https://ngff.openmicroscopy.org/0.5/index.html#multiscale-md
_MUST = {"dimension_names_missing"}


def check(folder: Path, version: str) -> Iterator[Finding | Crash | Checked]:
    """Findings with the place in the metadata; counts the groups with OME-Zarr metadata, to which it goes by itself."""
    nodes = walk(folder)
    stated = spec_version(nodes)
    # It takes the version from the store, so it would judge a store of another version by the rules of that one.
    if stated in living() and stated != version:
        said = f"the store states version {stated}, not {version}"
        yield Finding("error", "", "", "other-version", said, "yaozarrs", said)
        return
    yield Checked(sum(bool(node.kinds) for node in nodes))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            validate_zarr_store(str(folder))
        except ValueError as error:
            if not hasattr(error, "errors"):  # those of its own class and of pydantic have them
                yield from complaints("yaozarrs", "", "", "", error)
            for detail in error.errors() if hasattr(error, "errors") else ():
                yield from _findings(detail, "error", "")
        except Exception as error:
            yield from complaints("yaozarrs", "", "", "", error)
    for warning in caught:
        if hasattr(warning.message, "warnings"):
            # The name of the warning tells its readers that yaozarrs itself would let the store pass.
            for detail in warning.message.warnings():
                severity: Severity = "error" if str(detail["type"]) in _MUST else "warning"
                yield from _findings(detail, severity, f"{type(warning.message).__name__}: ")


def _findings(detail: Any, severity: Severity, prefix: str) -> Iterator[Finding]:
    """One finding, or one for each error of pydantic inside it; what it says is one line for all of them."""
    told = f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}".removeprefix(": ")
    inner = detail.get("ctx", {}).get("error")
    said = prefix + (" | ".join([told, *describe(inner)]) if isinstance(inner, ValidationError) else told)
    places = [(str(detail["type"]), detail["loc"], detail["msg"])]
    if isinstance(inner, ValidationError):
        places = [(one["type"], (*detail["loc"], *one["loc"]), one["msg"]) for one in inner.errors(include_url=False)]
    for rule, place, message in places:
        yield Finding(severity, "", pointer(place), rule, message, "yaozarrs", said)
