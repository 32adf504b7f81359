"""The kinds of page the help desk reads, and where they live."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from helpdesk.model.entries import Channels, Entry, Question, Term
from helpdesk_omezarr.mistakes.entry import Mistake


@dataclass(frozen=True)
class Kind:
    """``prefix`` is how other entries refer to this kind: ``faq/chunk-size``."""

    name: str
    prefix: str
    folder: PurePosixPath
    model: type[Entry] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # A kind is compared by identity, so it is kept by its name.
        return named, (self.name,)

    def paths(self, root: Path) -> list[Path]:
        """The files of this kind, sorted; for a kind without a model the Markdown pages."""
        folder = root / self.folder
        if self is CHANNELS:
            return [path for path in [folder / "channels.yaml"] if path.exists()]
        if self.model:
            return sorted(folder.glob("*.yaml"), key=str)  # comparing paths takes ten times as long
        return sorted(folder.glob("*/index.md" if self is EXAMPLE else "**/*.md"))


TERM = Kind("term", "glossary", PurePosixPath("glossary"), Term)
QUESTION = Kind("question", "faq", PurePosixPath("faq"), Question)
CHANNELS = Kind("channels", "docs", PurePosixPath("docs"), Channels)
MISTAKE = Kind("mistake", "mistakes", PurePosixPath("docs/mistakes"), Mistake)
EXAMPLE = Kind("example", "examples", PurePosixPath("docs/examples"))
GUIDE = Kind("guide", "guide", PurePosixPath("docs/guide"))

YAML_KINDS = (TERM, QUESTION, CHANNELS, MISTAKE)
PAGE_KINDS = (EXAMPLE, GUIDE)
KINDS = (*YAML_KINDS, *PAGE_KINDS)


_BY_NAME = {kind.name: kind for kind in KINDS}


def named(name: str) -> Kind:
    return _BY_NAME[name]
