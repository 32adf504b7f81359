"""Transformations of two axes as a matrix of two rows: each row is (times y, times x, plus)."""

from __future__ import annotations

from typing import Any

from helpdesk_omezarr.pictures.subject import CannotDraw
from helpdesk_omezarr.pictures.svg import number

Matrix = list[list[float]]
Pair = tuple[float, float]
IDENTITY: Matrix = [[1, 0, 0], [0, 1, 0]]


def matrix(transform: dict[str, Any]) -> Matrix:
    """Any type that keeps lines straight (https://ngff.openmicroscopy.org/specifications/0.6/index.html#coordinatetransformations-metadata)."""
    match transform["type"]:
        case "identity":
            return IDENTITY
        case "scale":
            y, x = transform["scale"]
            return [[y, 0, 0], [0, x, 0]]
        case "translation":
            y, x = transform["translation"]
            return [[1, 0, y], [0, 1, x]]
        case "rotation":
            return [[*row, 0] for row in transform["rotation"]]
        case "affine":
            return [list(row) for row in transform["affine"]]
        case "mapAxis":
            return [[source == 0, source == 1, 0] for source in transform["mapAxis"]]
        case "sequence":
            whole = IDENTITY
            for step in transform["transformations"]:
                whole = _after(matrix(step), whole)
            return whole
        case "byDimension":
            return _by_dimension(transform)
    raise CannotDraw(f"a transformation of type `{transform['type']}` is not drawn")


def apply(rows: Matrix, point: Pair) -> Pair:
    y, x = (row[0] * point[0] + row[1] * point[1] + row[2] for row in rows)
    return y, x


def formula(rows: Matrix) -> str:
    """Where a point goes: ``(2 y, 0.5 x + 1)``."""
    return f"({', '.join(_sum(row) for row in rows)})"


def _after(second: Matrix, first: Matrix) -> Matrix:
    square: Matrix = [*first, [0, 0, 1]]
    return [[sum(row[k] * square[k][column] for k in range(3)) for column in range(3)] for row in second]


def _by_dimension(transform: dict[str, Any]) -> Matrix:
    rows: Matrix = [[0, 0, 0], [0, 0, 0]]
    for part in transform["transformations"]:
        inner, (source,), (target,) = part["transformation"], part["inputAxes"], part["outputAxes"]
        rows[target][source] = inner["scale"][0] if inner["type"] == "scale" else 1
        rows[target][2] = inner["translation"][0] if inner["type"] == "translation" else 0
    return rows


def _sum(row: list[float]) -> str:
    text = ""
    for factor, name in zip(row, ("y", "x", ""), strict=True):
        if factor:
            size = "" if name and abs(factor) == 1 else number(abs(factor))
            sign = " + " if factor > 0 else " \N{MINUS SIGN} "
            text += (sign if text else sign.strip().replace("+", "")) + f"{size} {name}".strip()
    return text or "0"
