"""Text to words, for the index and (the same rules, in ``docs/_static/words.js``) for questions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# Words of a question that say nothing about its subject. (A `well` belongs to a plate and is not one of them.)
_STOP_WORDS = """
a about after again all also am an and any anybody anyone are aren as at be because been being but by can cannot
could couldn did didn do does doesn doing don done each either else ever every for from get gets getting go goes
going gone got had has hasn have haven having he hello her here hi him his how however i if im in into is isn
it its ive just know let ll lot m made make makes many may me might more most much must my need needs no nor not
now of off on once one only or other our out over own please possible re really s same seem seems shall she should
so some somehow something still such sure t than thank thanks that the their them then there these they thing
things think this those though through thus to too tried try trying under until up us use used using usually ve
very via want wants was wasn way we were what whats when where whether which while who whom whose why will with
within without won would wouldn yes yet you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Words that people use for each other when they ask. A question's word also finds the others, at less of its worth.
ALIKE = (
    "software program tool app application library package",
    "open view show display visualize visualise see load look",
    "read load open",
    "viewer browser",
    "write save store export create",
    "make create generate produce",
    "convert conversion transform export",
    "picture image photo",
    "black dark blank empty",
    "large big huge",
    "size dimension shape",
    "folder directory subfolder",
    "standard specification spec format",
    "suggest propose request",
    "change modify edit update",
    "upgrade update migrate convert",
    "wrong incorrect bad broken",
    "error problem fail failure",
    "missing lost absent",
    "fast quick speed performance slow",
    "memory ram",
    "compress compression compressor codec",
    "color colour",
    "mask segmentation label",
    "voxel pixel",
    "scanner slide",
    "cloud s3 bucket object",
    "disk drive local computer laptop",
    "multiple several many",
    "check validate verify test",
    "name call",
    "machine deep learning training network",
    "difference compare versus vs",
    "disadvantage downside drawback",
    "share publish upload",
    "delete remove",
)

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
# A name with its inner marks (`zarr.json`, `half-pixel`, `dimension_separator`), or a version (`0.5`).
_TOKEN = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_VERSION = re.compile(r"v?\d+(?:\.\d+)+")
_MARKS = re.compile(r"[._-]")


def plain(text: str) -> str:
    """Lower case without accents; ``camelCase`` becomes ``camel-Case``."""
    text = _CAMEL.sub("-", text)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.lower()


def words(text: str) -> Iterator[str]:
    """The words of ``text``. A compound gives its parts and itself: ``zarr.json`` -> zarr json zarrjson."""
    for token in _TOKEN.findall(plain(text)):
        yield from _parts(token)


@cache
def _parts(token: str) -> tuple[str, ...]:
    if _VERSION.fullmatch(token):
        return (token.removeprefix("v"),)
    parts = _MARKS.split(token)
    return (*parts, "".join(parts)) if len(parts) > 1 else (token,)
