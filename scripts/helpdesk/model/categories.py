"""The categories of terms or questions: the front matter of their folder's ``index.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from helpdesk.model.fields import ID
from helpdesk.model.kind import Kind
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.unsafe_words import markup
from helpdesk.reading.yaml_document import Document, read_front_matter

_MARKS = re.compile(r"</?[A-Za-z]+>|`|\*\*|\]\(")


@dataclass
class Categories:
    """``titles`` by id, in the order of the file ``source``; none when something is wrong: see ``problems``."""

    source: Document
    titles: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, name: str, code: str, message: str) -> Problem:
        """A finding at the line of a category, or where the list of them begins."""
        return self.source.problem(("categories", name), code, message)


def read_categories(root: Path, kind: Kind) -> Categories:
    """Read the categories of ``kind`` in the help desk ``root``."""
    shown = Path(kind.folder, "index.md")
    try:
        found = Categories(read_front_matter(root / shown, shown))
    except FileNotFoundError:
        found = Categories(Document(shown, {}))
    except Unusable as unusable:
        return Categories(Document(shown, {}), problems=unusable.problems)
    titles = found.source.value.get("categories")
    if not (isinstance(titles, dict) and titles and all(isinstance(title, str) for title in titles.values())):
        message = "the front matter needs `categories:` with lines of `id: Title`"
        found.problems.append(found.problem("", "R400", message))
        return found
    for name, title in titles.items():
        if wrong := markup(title) or _MARKS.search(title):
            message = f"`{wrong[0]}` is shown as it stands: write plain words"
            found.problems.append(found.problem(name, "R400", message))
        if (first := list(titles.values()).index(title)) != list(titles).index(name):
            message = f"`{title}` is the title of `{list(titles)[first]}` as well: choose another"
            found.problems.append(found.problem(name, "R400", message))
        if not re.fullmatch(ID, name):
            message = f"`{name}` is no id of a category: lower-case letters, digits and single hyphens"
            found.problems.append(found.problem(name, "R400", message))
    found.titles = {} if found.problems else titles
    return found
