"""One file of the site, read and checked by itself: everything that can be said without the other files."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ValidationError

from helpdesk.model import empty_or_repeated
from helpdesk.model.dialects import entry_dialect, page_dialect
from helpdesk.model.entry import Entry
from helpdesk.model.fields import ID, markdown_fields
from helpdesk.model.front_matter import FrontMatter
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import CHANNELS
from helpdesk.model.validation_messages import complaints
from helpdesk.reading import invisible_characters
from helpdesk.reading.directives import Used
from helpdesk.reading.markdown import Link, outline
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.prose import Prose
from helpdesk.reading.unsafe_words import find_problems as find_unsafe
from helpdesk.reading.yaml_document import Document, Loc, read_front_matter, read_yaml


@dataclass
class Page:
    """A file of the site. ``entry`` is None when the file could not be read; ``problems`` says why. A Markdown page has
    no entry but ``front``, if its front matter is right.

    ``shown`` changes with what other pages show of this one: its title, short text and address, and whether
    another took its place. ``words`` are its Markdown texts as plain text, by their place in the YAML; a Markdown page
    has one, at (). ``ref`` is how any entry can refer to it: ``glossary/chunk``.
    """

    kind: Kind
    path: PurePosixPath
    source: Document
    entry: Entry | None = None
    front: FrontMatter | None = None
    title: str = ""
    short: str = ""
    links: list[Link] = field(default_factory=list)
    directives: list[Used] = field(default_factory=list)
    pictures: list[tuple[str, int]] = field(default_factory=list)
    words: dict[Loc, str] = field(default_factory=dict)
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

    def document_of(self, target: str) -> str:
        """The name of the document that ``{doc}`` means here: from here, or from the root with a slash before."""
        base = "" if target.startswith("/") else posixpath.dirname(self.docname)
        return posixpath.normpath(posixpath.join(base, target.lstrip("/"))).lstrip("/")

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
        _read_markdown(page)
    page.shown = short_hash(str(page.path), page.title, page.short, page.entry and page.entry.replaced_by)
    return page


def _read_entry(page: Page, model: type[Entry]) -> None:
    if page.kind is not CHANNELS and (not re.fullmatch(ID, page.id) or len(page.id) > 60 or page.id == "index"):
        message = (
            "the file name is the id: at most 60 lower-case letters, digits and single hyphens, not `index`; "
            "for example half-pixel.yaml"
        )
        page.problems.append(page.problem((), "E206", message))
    page.entry = _read_fields(page, model, model.program_keys)
    if page.entry:
        page.title, page.short = page.entry.title, page.entry.short


def _read_fields[M: BaseModel](page: Page, model: type[M], program_keys: Set[str] = frozenset()) -> M | None:
    """The YAML of ``page`` as a ``model``; what is wrong with it, and with the texts in it, becomes its problems."""
    read = None
    try:
        read = model.model_validate(page.source.value)
    except ValidationError as error:
        page.problems += complaints(page.source, model, error)
    # What the fields' own checks have told already is not told again.
    told = {problem.line for problem in page.problems}
    found = empty_or_repeated.find_problems(page.source, program_keys)
    page.problems += [problem for problem in found if problem.line not in told]
    if read is None:
        return None
    texts = list(markdown_fields(read))
    page.problems += find_unsafe(page.source, {loc for loc, *_ in texts}, program_keys)
    for loc, mark, text in texts:
        shown = page.source.spread.get(loc, text)
        if mark.form == "block" and loc in page.source.joined and outline(shown) != outline(text):
            message = "YAML joins these lines to one: write `|` after the colon, and the text below it, set in by two"
            page.problems.append(page.problem(loc, "E211", message))
            continue
        prose = Prose(shown, Path(page.path), page.source.text_line(loc), entry_dialect(), mark.form)
        page.problems += prose.problems
        page.links += prose.links
        page.words[loc] = prose.words
    return read


def _read_markdown(page: Page) -> None:
    source, path = page.source, Path(page.path)
    page.front = _read_fields(page, page.kind.front)
    first = source.texts[()]
    prose = Prose(source.rest, path, first, page_dialect())
    page.title = prose.title or page.id
    page.short = (page.front and page.front.short) or ""
    page.problems += prose.problems
    page.links += prose.links
    page.directives, page.pictures = prose.directives, prose.pictures
    page.words = {(): prose.words}
    if not prose.title:
        message = "the page has no title: begin its text with a line `# Title`"
        page.problems.append(Problem(path, first, "M307", message))
    elif prose.words.strip() == prose.title and not prose.directives:
        page.problems.append(Problem(path, first, "M307", "the page says nothing below its title: write its text"))
    for number, line in enumerate(source.rest.split("\n"), first):
        if hidden := invisible_characters.find(line):
            page.problems.append(Problem(path, number, "S111", invisible_characters.message(hidden)))
