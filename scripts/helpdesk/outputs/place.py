"""Where the site stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Title, address with a slash at its end (empty when nobody knows it) and language of the site."""

    title: str
    base: str
    language: str
