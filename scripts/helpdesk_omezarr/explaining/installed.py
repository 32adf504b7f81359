"""What ``explain`` has at hand: the validators that are installed, and the mistakes of a help desk."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from helpdesk.reading.configuration import site_address
from helpdesk_omezarr.explaining.pages import Pages

MISSING = 'explain needs the validators: pip install "ome-zarr-help-desk[explain]"'
_VALIDATORS = ("yaozarrs", "ome_zarr_models")  # one of them at least: our own checks are too few alone


def validators_installed() -> bool:
    return any(map(find_spec, _VALIDATORS))


def known_pages(root: Path | None) -> tuple[Pages, str]:
    """The mistakes of the help desk in ``root``, and the address of its site; nothing where there is none."""
    return Pages(root), site_address(root) if root else ""
