"""One file of the site, read and checked by itself: everything that can be said without the other files."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from helpdesk.model import empty_or_repeated
from helpdesk.model.entries import Entry
from helpdesk.model.fields import ID, markdown_fields
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import CHANNELS, roles
from helpdesk.model.validation_messages import complaints
from helpdesk.reading.markdown import Link, Prose
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.unsafe_words import look
from helpdesk.reading.yaml_document import Document, Loc, read_front_matter, read_yaml

_HEADING = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)
# What is refused in our own Markdown pages too; roles and directives of Sphinx are free there.
_REFUSED_IN_PAGES = {"M301", "M306"}


@dataclass
class Page:
    """A file of the site. ``entry`` is None when the file could not be read; ``problems`` says why.

    ``shown`` changes with what other pages show of this one: its title, short text and address, and whether
    another took its place. ``ref`` is how any entry can refer to it: ``glossary/chunk``.
    """

    kind: Kind
    path: PurePosixPath
    source: Document
    entry: Entry | None = None
    title: str = ""
    short: str = ""
    links: list[Link] = field(default_factory=list)
    shown: str = ""
    problems: list[Problem] = field(default_factory=list)
    docname: str = field(init=False)
    id: str = field(init=False)
    ref: str = field(init=False)

    def __post_init__(self) -> None:
        self.docname = str(self.path).rpartition(".")[0]
        self.id = self.kind.id_of(self.path)
        self.ref = f"{self.kind.prefix}/{self.id}"

    @property
    def url(self) -> str:
        return f"{self.docname}.html"

    def problem(self, loc: Loc, code: str, message: str) -> Problem:
        """A finding at the place ``loc`` of this file's YAML."""
        return self.source.problem(loc, code, message)


def short_hash(*parts: object) -> str:
    """16 letters that change with the text of ``parts``."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def read_page(kind: Kind, root: Path, path: Path) -> Page:
    """Read ``path`` below ``root``. Never raises for what a contributor wrote: see ``problems``."""
    shown = path.relative_to(root)
    page = Page(kind, PurePosixPath(shown.as_posix()), Document(shown, {}))
    try:
        page.source = read_yaml(path, shown) if kind.model else read_front_matter(path, shown)
    except Unusable as unusable:
        page.problems = unusable.problems
        return page
    except OSError as error:
        page.problems = [Problem(shown, 1, "S100", f"cannot be opened: {error.strerror}")]
        return page
    if kind.model:
        _read_entry(page, kind.model)
    else:
        _read_markdown(page, path)
    page.shown = short_hash(str(page.path), page.title, page.short, page.entry and page.entry.replaced_by)
    return page


def _read_entry(page: Page, model: type[Entry]) -> None:
    if page.kind is not CHANNELS and (not re.fullmatch(ID, page.id) or len(page.id) > 60 or page.id == "index"):
        message = (
            "the file name is the id: at most 60 lower-case letters, digits and single hyphens, not `index`; "
            "for example half-pixel.yaml"
        )
        page.problems.append(page.problem((), "E206", message))
    try:
        page.entry = model.model_validate(page.source.value)
    except ValidationError as error:
        page.problems += complaints(page.source, model, error)
    # What the fields' own checks have told already is not told again.
    told = {problem.line for problem in page.problems}
    page.problems += [
        problem for problem in empty_or_repeated.look(page.source, model.program_keys) if problem.line not in told
    ]
    if page.entry is None:
        return
    page.title, page.short = page.entry.title, page.entry.short
    texts = list(markdown_fields(page.entry))
    page.problems += look(page.source, {loc for loc, *_ in texts}, model.program_keys)
    for loc, mark, text in texts:
        prose = Prose(text, Path(page.path), page.source.text_line(loc), roles(), mark.form)
        page.problems += prose.problems
        page.links += prose.links


def _read_markdown(page: Page, path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig")
    first = page.source.texts[()]
    body = "\n".join(text.split("\n")[first - 1 :])
    heading = _HEADING.search(body)
    page.title = heading[1] if heading else page.id
    page.short = " ".join(str(page.source.value.get("short", "")).split())
    prose = Prose(body, Path(page.path), first, roles())
    page.problems += [problem for problem in prose.problems if problem.code in _REFUSED_IN_PAGES]
    page.links = prose.links
