"""What a kind of page is: where its files stand, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from helpdesk.model.entry import Entry
from helpdesk.model.front_matter import FrontMatter


@dataclass(frozen=True, eq=False)
class Kind:
    """``prefix`` is how other entries refer to this kind: ``faq/chunk-size``.

    ``model`` None: its pages are Markdown with the front matter ``front``. ``plural`` is the heading of a list of such
    pages. ``companions`` are endings of further files that may stand beside the entries. ``form`` is the title and the
    sentence of the form in which visitors propose one, and ``hints`` say what to write into its fields.
    """

    name: str
    prefix: str
    folder: PurePosixPath
    plural: str
    model: type[Entry] | None = None
    front: type[FrontMatter] = FrontMatter
    pattern: str = "*.yaml"
    companions: tuple[str, ...] = ()
    form: tuple[str, str] | None = None
    hints: Mapping[str, str] = field(default_factory=dict)

    def paths(self, root: Path) -> list[Path]:
        """The files of this kind, sorted; for a kind without a model the Markdown pages."""
        return sorted((root / self.folder).glob(self.pattern), key=str)  # comparing paths takes ten times as long

    def id_of(self, path: PurePosixPath) -> str:
        """The id of the page that ``path`` holds: the file's name, or that of its folder."""
        return path.parent.name if self.pattern.endswith("/index.md") else path.stem
