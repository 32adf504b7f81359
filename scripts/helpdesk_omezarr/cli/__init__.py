"""Commands of ``helpdesk`` about OME-Zarr."""

from __future__ import annotations

from helpdesk_omezarr.cli import examples, explain

COMMANDS = (examples, explain)
