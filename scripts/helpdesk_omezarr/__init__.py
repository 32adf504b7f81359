"""The help desk about OME-Zarr: what a word means, and what is wrong with a store.

>>> from helpdesk_omezarr import define
>>> print(define("chunks").term)
Chunk
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpdesk.model.definition import Definition
    from helpdesk_omezarr.explaining.explanation import Explanation

__all__ = ["CONTENT", "define", "explain"]

_INSTALLED = Path(__file__).with_name("content")
# The files of the help desk: beside this module where a wheel was installed, the repository in a checkout.
CONTENT = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parents[2]


def define(word: str) -> Definition:
    """Say what ``word`` means: a term of OME-Zarr, an alias, a plural or an id, in any case.

    The result has ``term``, ``short``, ``aliases`` and ``url``; a notebook shows it with a link. Raises
    :class:`helpdesk.model.definition.UnknownTerm`, a ``LookupError`` whose text names the nearest word. Nothing is
    loaded from the network.
    """
    from helpdesk.model import definition  # importing this package must cost nothing

    return definition.define(word, CONTENT)


def explain(store: str | Path, *, seconds: float = 60, everything: bool = False) -> Explanation:
    """Say what is wrong with the OME-Zarr ``store``: a folder, a ZIP file, or an http(s) address.

    It is read within ``seconds``; with ``everything``, all wells of a plate and all validators. The result has
    ``valid``, ``version``, ``findings`` (each with its ``page``) and ``notes``. Raises ``ModuleNotFoundError``, which
    says what to install, where no validator is there.
    """
    from helpdesk_omezarr.explaining import explanation

    return explanation.explain(store, seconds=seconds, everything=everything)
