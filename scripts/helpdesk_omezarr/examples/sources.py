"""The examples of a project as they lie in ``docs/examples``: scripts, and what their front matter declares."""

from __future__ import annotations

import ast
import re
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.regular_files import read_bytes
from helpdesk.reading.yaml_document import Document, read_front_matter
from helpdesk_omezarr.stores.versions import living, of_script

FOLDER = Path("docs/examples")
_SCRIPT = re.compile(r"[a-z]\w*(?:-([a-z0-9-]+))?\.py")


@dataclass(frozen=True)
class Script:
    """``path`` is relative to the project. ``variant`` names the library of a "with a library" script, or is ""."""

    path: Path
    version: str
    variant: str

    @property
    def stem(self) -> str:
        return self.path.stem


@dataclass
class ExampleSource:
    """One folder of ``docs/examples``. ``facts`` is its measuring script, if it has one."""

    name: str
    front: Document
    scripts: list[Script]
    facts: Path | None

    @property
    def files(self) -> list[Path]:
        return [*(script.path for script in self.scripts), *([self.facts] if self.facts else [])]


def find_examples(root: Path, problems: list[Problem]) -> list[ExampleSource]:
    """All examples of the project in ``root``, by name. What is wrong with them is added to ``problems``."""
    found = []
    for folder in sorted(path for path in (root / FOLDER).glob("*") if path.is_dir()):
        if not any(folder.glob("*.py")) and not (folder / "index.md").exists():
            continue
        try:
            front = _front_matter(root, folder.relative_to(root) / "index.md")
        except Unusable as unusable:
            # Its scripts run nevertheless: all problems at once.
            problems += unusable.problems
            found.append(_read(root, Document(unusable.problems[0].path, {})))
        else:
            found.append(_read(root, front))
            problems += _look_for_mistakes(root, found[-1])
    return found


def _front_matter(root: Path, index: Path) -> Document:
    if not (root / index).exists():
        raise Unusable([Problem(index, 1, "E130", "an example needs its page: add this file")])
    return read_front_matter(root / index, index)


def _read(root: Path, front: Document) -> ExampleSource:
    folder = front.path.parent
    scripts = []
    for path in sorted((root / folder).glob("v*.py")):
        match, row = _SCRIPT.fullmatch(path.name), of_script(path.stem)
        if match and row:
            scripts.append(Script(path.relative_to(root), row.version, match[1] or ""))
    facts = folder / "facts.py"
    return ExampleSource(folder.name, front, scripts, facts if (root / facts).exists() else None)


def _look_for_mistakes(root: Path, source: ExampleSource) -> Iterator[Problem]:
    yield from _look_at_exceptions(source)
    index = source.front.path
    known = {script.path.name for script in source.scripts} | {"facts.py"}
    for path in sorted((root / index.parent).glob("*.py")):
        if path.name not in known:
            versions = ", ".join(f"{row.script}.py" for row in living().values())
            names = f"{versions}, one of these with -<library> before .py, or facts.py"
            yield Problem(path.relative_to(root), 1, "E133", f"no name for a script of an example: use {names}")
    absent = source.front.value.get("absent") or {}
    if not isinstance(absent, dict):
        yield Problem(
            index,
            source.front.line(("absent",)),
            "E131",
            f'absent must be a mapping: {{"{next(iter(living()))}": "why"}}',
        )
        return
    for version in absent.keys() - living().keys():
        message = f"`{version}` is no version in use; there are: {', '.join(living())}"
        yield Problem(index, source.front.line(("absent", version)), "E131", message)
    for version, row in living().items():
        name = f"{row.script}.py"
        has = any(script.path.name == name for script in source.scripts)
        if not has and not absent.get(version):
            message = f'{version} is not covered: add {name}, or say why not with absent: {{"{version}": "..."}}'
            yield Problem(index, source.front.line(("absent",)), "E131", message)
        elif has and version in absent:
            line = source.front.line(("absent", version))
            yield Problem(index, line, "E132", f"{version} is called absent, but {name} is there: remove one")


def _look_at_exceptions(source: ExampleSource) -> Iterator[Problem]:
    """Exceptions that name no script of the example, or no validator that is asked about it."""
    index, declared = source.front.path, source.front.value.get("exceptions") or {}
    scripts = {script.stem: script for script in source.scripts}
    for stem, validators in declared.items() if isinstance(declared, dict) else [("", None)]:
        line = source.front.line(("exceptions", stem))
        if stem not in scripts or not isinstance(validators, dict):
            message = "exceptions must look like {v06: {ome-zarr-models: words of its message}}, for a script here"
            yield Problem(index, line, "E134", message)
            continue
        for name, text in validators.items():
            line = source.front.line(("exceptions", stem, name))
            if name not in (asked := living()[scripts[stem].version].validators):
                yield Problem(index, line, "E134", f"{name} is not asked about {stem}: use one of {', '.join(asked)}")
            elif not isinstance(text, str) or not text.strip():
                yield Problem(index, line, "E134", f"say a piece of the message that {name} gives")


def no_python(root: Path, path: Path) -> Iterator[Problem]:
    """A finding where the script ``path`` is no Python, in the words of a run."""
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(read_bytes(root / path, root))
    except SyntaxError as error:
        message = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
        yield Problem(path, error.lineno or 1, "E101", message)
    except OSError as error:
        yield Problem(path, 1, "S115", error.strerror or "cannot be read")
