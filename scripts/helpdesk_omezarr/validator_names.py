"""What the validators are called for readers."""

from __future__ import annotations

_NAMES = {
    "schemas": "Official schemas (from ngff-zarr {})",
    "house": "Checks of this site",
    "tensorstore": "TensorStore {}",
}
# The library that an example is written with, as it calls itself; ``zarr`` is the usual one.
LIBRARIES = {"zarr": "zarr-python", "ome-zarr": "ome-zarr-py"}


def validator_name(name: str, version: str) -> str:
    """The name of a validator as Python code knows it, for people, with its version where it has one."""
    return _NAMES.get(name, f"{name} {{}}").format(version).replace(" ()", "").strip()


def is_plural(name: str) -> bool:
    """Whether the verb that follows :func:`validator_name` has no "s": the official schemas reject it."""
    return name in ("schemas", "house")


def short_name(name: str) -> str:
    """The same without a version, for the head of a narrow column."""
    return {"schemas": "official schemas", "house": "this site", "tensorstore": "TensorStore"}.get(name, name)
