"""Draws stores and has them judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores.picture_files import read_all
from helpdesk_omezarr.stores.sandbox import Died, Sandbox
from helpdesk_omezarr.stores.validators import BY_VERSION, ask, read, validate
from helpdesk_omezarr.stores.verdict import Verdict

SECONDS = 30.0  # for all stores together; where that is too little, each picture and validator has its own time


@dataclass
class Report:
    """``pictures`` are PNGs, of the store (``alt`` is its text) and of lower levels; ``alt`` says why there is none."""

    alt: str
    pictures: list[bytes]
    verdicts: list[Verdict]


def report(stores: Sequence[tuple[Path, str]], sandbox: Sandbox) -> list[Report]:
    """Reports on folders or ZIP files, each with the OME-Zarr version it is to have; pictures go beside their folders.

    All are drawn and judged in one process. Where that hangs or dies, each picture and each validator gets a process of
    its own, which tells who it was.
    """
    question = [(str(store), str(_picture(store)), version) for store, version in stores]
    try:
        told = sandbox.call(draw_and_ask, question, seconds=SECONDS) if stores else []
        answers = [(drawn, read(said)) for drawn, said in told]
    except Died:
        answers = [(_draw(store, sandbox), validate(store, version, sandbox)) for store, version in stores]
    return [
        Report(drawn.get("alt") or drawn["reason"], read_all(_picture(store)) if "alt" in drawn else [], verdicts)
        for (store, _), (drawn, verdicts) in zip(stores, answers, strict=True)
    ]


def draw_and_ask(question: list[tuple[str, str, str]]) -> list[tuple[dict[str, str], list[dict[str, Any]]]]:
    """What was drawn and said. Runs in a process of its own."""
    return [(draw(store, target), ask(BY_VERSION[version], store, version)) for store, target, version in question]


def draw(store: str, target: str) -> dict[str, str]:
    """What :func:`helpdesk_omezarr.stores.picture.draw` says; the process that asks needs none of its packages."""
    from helpdesk_omezarr.stores import picture

    return picture.draw(store, target)


def _draw(store: Path, sandbox: Sandbox) -> dict[str, str]:
    try:
        return sandbox.call(draw, str(store), str(_picture(store)))
    except Died as death:
        return {"reason": f"no picture: {death}"}


def _picture(store: Path) -> Path:
    return store.parent.with_suffix(".png")
