"""yaozarrs (https://imaging-formats.github.io/yaozarrs/) checks metadata and storage of 0.4 and 0.5.

It reports some MUST rules only as warnings, so warnings count as errors here.
"""

from __future__ import annotations

import warnings
from importlib import metadata
from pathlib import Path

from yaozarrs import validate_zarr_store
from yaozarrs._storage import ErrorDetails, StorageValidationError, StorageValidationWarning

from helpdesk_omezarr.stores.nodes import LIVING_VERSIONS, spec_version, walk
from helpdesk_omezarr.stores.validators import describe

VERSION = metadata.version("yaozarrs")


def check(folder: Path, version: str) -> tuple[list[str], int]:
    """Messages with the place in the metadata; counts the groups with OME-Zarr metadata, to which it goes by itself."""
    nodes = walk(folder)
    stated = spec_version(nodes)
    # It takes the version from the store, so it would judge a store of another version by the rules of that one.
    if stated in LIVING_VERSIONS and stated != version:
        return [f"the store states version {stated}, not {version}"], 0
    details: list[ErrorDetails] = []
    warned: list[ErrorDetails] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            validate_zarr_store(str(folder))
        except StorageValidationError as error:
            details += error.errors()
    for warning in caught:
        if isinstance(warning.message, StorageValidationWarning):
            warned += warning.message.warnings()
    # The name of the warning tells its readers that yaozarrs itself would let the store pass.
    messages = [*map(_message, details), *(f"StorageValidationWarning: {_message(detail)}" for detail in warned)]
    return messages, sum(bool(node.kinds) for node in nodes)


def _message(detail: ErrorDetails) -> str:
    told = f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}".removeprefix(": ")
    inner = detail.get("ctx", {}).get("error")
    return " | ".join([told, *describe(inner)]) if isinstance(inner, Exception) else told
