"""The conditions of rules: each takes the value found, what it is compared with, and what is where in the store."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Context:
    """The ``path`` of the group or array at hand, and "group" or "array" for each path that is ``there``."""

    path: str
    there: dict[str, str]

    def what(self, path: Any) -> str | None:
        """What is at ``path``, which begins at the group at hand."""
        found = posixpath.normpath(posixpath.join(self.path, str(path)))
        return self.there.get("" if found == "." else found)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _type(value: Any, names: Any, _: Context) -> bool:
    known = {"string": str, "object": dict, "array": list, "boolean": bool}
    return any(
        _is_number(value) and (name == "number" or (name == "integer" and float(value).is_integer()))
        if name in ("number", "integer")
        else isinstance(value, known[name])
        for name in names
    )


def _unique(value: Any, key: str, _: Context) -> bool:
    if not isinstance(value, list):
        return True
    found = [member[key] for member in value if isinstance(member, dict) and key in member]
    return len(found) == len({str(one) for one in found})


def _inside(value: Any, _: Any, __: Context) -> bool:
    """Whether a path stays below the group that names it."""
    return not isinstance(value, str) or not (value.startswith("/") or {"..", "."} & set(value.split("/")))


def _parent_group(value: Any, _: Any, context: Context) -> bool:
    """Whether what is above the path is a group, if there is something at the path."""
    return context.what(value) is None or context.what(posixpath.dirname(str(value))) == "group"


def _descending(value: Any, other: Any, _: Context) -> bool:
    """Whether a shape is nowhere larger than the ``other`` one."""
    if not isinstance(value, list) or not isinstance(other, list) or len(value) != len(other):
        return True
    return all(one <= two for one, two in zip(value, other, strict=True) if _is_number(one) and _is_number(two))


def _scale_follows(value: Any, first: Any, _: Context) -> bool:
    """Whether pixels of a level became larger along each axis along which it has fewer, and by about as much.

    Both are views of levels. The factor may be off by half: nobody says how pixels at the edge are counted.
    """
    shapes, scales = (value["shape"], first["shape"]), (value["scale"], first["scale"])
    if not all(scales) or len({len(one) for one in (*shapes, *scales)}) != 1:
        return True
    for length, whole, scale, unit in zip(*shapes, *scales, strict=True):
        if not (_is_number(length) and _is_number(whole) and length > 1 and whole > 1 and scale > 0 and unit > 0):
            continue
        shrinks, grows = whole / length, scale / unit
        if not 0.66 < grows / shrinks < 1.5:
            return False
    return True


def _axis_order(value: Any, _: Any, __: Context) -> bool:
    """Whether axes of time come first, then those of other types, then space; unknown types are left to schemas."""
    types = [axis.get("type") for axis in value if isinstance(axis, dict)] if isinstance(value, list) else []
    if None in types:
        return True
    ranks = [0 if one == "time" else 2 if one == "space" else 1 for one in types]
    return ranks == sorted(ranks)


def _one_time(value: Any, _: Any, __: Context) -> bool:
    return (
        not isinstance(value, list)
        or [mapped.get("type") for mapped in value if isinstance(mapped, dict)].count("time") < 2
    )


def _no_gap(value: Any, _: Any, __: Context) -> bool:
    """Whether names that are numbers follow each other."""
    names = [str(member.get("name")) for member in value if isinstance(member, dict)] if isinstance(value, list) else []
    if not names or not all(map(str.isdecimal, names)):
        return True
    numbers = set(map(int, names))
    return len(numbers) == max(numbers) - min(numbers) + 1


def _well_named(value: Any, plate: Any, _: Context) -> bool:
    """Whether ``rowIndex`` and ``columnIndex`` of a well lead to the names in its path."""
    for number, (key, names) in enumerate((("rowIndex", "rows"), ("columnIndex", "columns"))):
        index, listed = value.get(key), plate.get(names)
        parts = str(value.get("path")).split("/")
        if not isinstance(index, int) or not isinstance(listed, list) or len(parts) != 2:
            continue
        known = [one.get("name") for one in listed if isinstance(one, dict)]
        if parts[number] in known and (not 0 <= index < len(known) or known[index] != parts[number]):
            return False
    return True


def _well_known(value: Any, plate: Any, _: Context) -> bool:
    """Whether row and column in the path of a well are listed, if in the wrong order."""
    forward, backward = _orders(value, plate)
    return forward is not False or bool(backward)


def _well_not_exchanged(value: Any, plate: Any, _: Context) -> bool:
    """False for a path with column and row exchanged."""
    forward, backward = _orders(value, plate)
    return not (forward is False and backward)


def _well_there(value: Any, plate: Any, context: Context) -> bool:
    """Whether a well has its group; one with column and row exchanged is not looked for."""
    return not _well_not_exchanged(value, plate, context) or _leads_to("group", value, context)


def _leads_to(kind: str, path: Any, context: Context) -> bool:
    """Whether a group or array is where ``path`` leads; what is no path, or leads out, is told by other rules."""
    return not isinstance(path, str) or not _inside(path, None, context) or context.what(path) == kind


def _orders(path: Any, plate: Any) -> tuple[bool | None, bool | None]:
    parts = str(path).split("/")
    rows, columns = (
        {str(one.get("name")) for one in plate.get(key) or [] if isinstance(one, dict)} for key in ("rows", "columns")
    )
    if len(parts) != 2 or not rows or not columns:
        return None, None
    return parts[0] in rows and parts[1] in columns, parts[1] in rows and parts[0] in columns


TESTS: dict[str, Callable[[Any, Any, Context], bool]] = {
    "has": lambda value, key, _: isinstance(value, dict) and key in value,
    "lacks": lambda value, keys, _: not isinstance(value, dict) or not set(keys) & value.keys(),
    "type": _type,
    "matches": lambda value, pattern, _: isinstance(value, str) and re.fullmatch(pattern, value) is not None,
    "differs_from": lambda value, pattern, _: not isinstance(value, str) or re.fullmatch(pattern, value) is None,
    "includes": lambda value, member, _: not isinstance(value, list) or member in value,
    "one_of": lambda value, known, _: value in (known or []),
    "equals": lambda value, other, _: other in (None, []) or value is None or value == other,
    "length": lambda value, limits, _: not isinstance(value, list) or limits[0] <= len(value) <= limits[1],
    "length_of": lambda value, other, _: not other or not isinstance(value, list) or len(value) == len(other),
    "listed": lambda value, known, _: not known or value in known,
    "above": lambda value, limit, _: not _is_number(value) or value > limit,
    "finite": lambda value, _, __: not _is_number(value) or math.isfinite(value),
    "unique": _unique,
    "axis_order": _axis_order,
    "one_time": _one_time,
    "empty": lambda value, _, __: not value,
    "inside": _inside,
    "group": lambda value, _, context: _leads_to("group", value, context),
    "sibling_group": lambda value, _, context: (
        not isinstance(value, str) or not _inside(value, None, context) or context.what(f"../{value}") == "group"
    ),
    "array": lambda value, _, context: _leads_to("array", value, context),
    "parent_group": _parent_group,
    "descending": _descending,
    "scale_follows": _scale_follows,
    "no_gap": _no_gap,
    "well_named": _well_named,
    "well_known": _well_known,
    "well_there": _well_there,
    "well_not_exchanged": _well_not_exchanged,
}
