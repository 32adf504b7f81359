"""Checks of mistakes against examples, validators and the clauses of the specification."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import EXAMPLE
from helpdesk.model.page import Page
from helpdesk.model.published_ids import published
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule
from helpdesk_omezarr.examples.sources import no_python
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.clauses import read_clauses
from helpdesk_omezarr.mistakes.entry import Mistake, version_of


def mistakes(catalog: Catalog) -> list[tuple[Page, Mistake]]:
    return [(page, page.entry) for page in catalog.of(MISTAKE) if isinstance(page.entry, Mistake)]


class KnownStart(Rule):
    """`start` names an example and one of its scripts; so does each `also`, once, in a version of `versions`."""

    code = "R420"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        known = [page.id for page in catalog.of(EXAMPLE)]
        for page, mistake in mistakes(catalog):
            if mistake.start is None:
                continue
            folder = catalog.root / EXAMPLE.folder / mistake.start.example
            if mistake.start.example not in known:
                name = mistake.start.example
                hint = catalog.guess(name, known) or f"; there are: {', '.join(known)}"
                yield page.problem(("start", "example"), self.code, f"no example `{name}`{hint}")
                continue
            seen: set[str] = set()
            for number, trial in enumerate(mistake.trials):
                loc = ("start", "script") if number == 0 else ("also", number - 1, "script")
                if not (folder / f"{trial.script}.py").is_file():
                    there = ", ".join(sorted(path.stem for path in folder.glob("v*.py")))
                    yield page.problem(loc, self.code, f"no script `{trial.script}`; there are: {there}")
                elif trial.script in seen:
                    yield page.problem(loc, self.code, f"`{trial.script}` stands here twice: keep one")
                elif version_of(trial.script) not in mistake.versions:
                    message = f"it writes {version_of(trial.script)}, which is not in `versions`: add it there"
                    yield page.problem(loc, self.code, message)
                seen.add(trial.script)


class KnownSymptom(Rule):
    """`output` is printed by a script, docs/mistakes/<id>.py; a tool's mistake has that or `messages`."""

    code = "R421"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page, mistake in mistakes(catalog):
            script = (catalog.root / page.path).with_suffix(".py")
            if mistake.output is not None and not script.is_file():
                message = f"nothing prints this: add {page.path.with_suffix('.py')} or remove `output`"
                yield page.problem(("output",), self.code, message)
            if mistake.sort == "tool" and not mistake.messages and not script.is_file():
                message = f"nothing is shown: add `messages`, or a script {page.path.with_suffix('.py')} that prints it"
                yield page.problem(("sort",), self.code, message)
        ids = {page.id for page in catalog.pages.values() if page.kind is MISTAKE}
        for script in sorted((catalog.root / MISTAKE.folder).glob("*.py")):
            if script.stem not in ids:
                shown = script.relative_to(catalog.root)
                yield Problem(shown, 1, self.code, f"no mistake has this name: add {shown.with_suffix('.yaml').name}")
            yield from no_python(catalog.root, script.relative_to(catalog.root))


class CoveredClauses(Rule):
    """Each clause names mistakes that break it in each of its versions, or says with `none` why there is none."""

    code = "R422"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        clauses = read_clauses(catalog.root)
        if clauses is None:
            return
        yield from clauses.problems
        entries = {page.id: mistake for page, mistake in mistakes(catalog)}
        unread = {page.id for page in catalog.pages.values() if page.kind is MISTAKE} - entries.keys()
        for i, rule in enumerate(clauses.rules):
            loc = ("clauses", i)
            unknown = [(j, name) for j, name in enumerate(rule.mistakes) if name not in entries and name not in unread]
            for j, name in unknown:
                hint = catalog.guess(name, entries) or ": correct the id"
                yield clauses.source.problem((*loc, "mistakes", j), self.code, f"no mistake `{name}`{hint}")
            if unknown or set(rule.mistakes) & unread:
                continue
            shown = {version_of(one.script) for name in rule.mistakes for one in entries[name].trials}
            missing = [version for version in rule.versions if version not in shown]
            if missing and rule.none is None:
                message = f"no mistake breaks this in {', '.join(missing)}: name one, or say why with `none`"
                yield clauses.source.problem(loc, self.code, message)
            elif rule.none is not None and not missing:
                yield clauses.source.problem((*loc, "none"), self.code, "its mistakes cover it: remove `none`")


class FittingClause(Rule):
    """A `clause` that stands in another mistake as well is about the same part of the metadata there."""

    code = "R444"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        lasting = set(published(catalog.root))
        known: dict[str, list[tuple[Page, Mistake]]] = {}
        # What is new is told to change.
        for page, mistake in sorted(mistakes(catalog), key=lambda pair: pair[0].ref not in lasting):
            for i, clause in enumerate(mistake.clause):
                same = [(other, _touched(one)) for other, one in known.get(clause.words, ()) if other is not page]
                here = _touched(mistake)
                fits = not here or any(not there or here & there for _, there in same)
                if same and not fits and page.ref not in lasting:
                    message = f"{same[0][0].path} has this clause and changes other keys: say which clause this breaks"
                    yield page.problem(("clause", i, "words"), self.code, message)
                known.setdefault(clause.words, []).append((page, mistake))


def _touched(mistake: Mistake) -> set[str]:
    """The keys and files that the change is about: the last two names of each path, but for the one of every image."""
    found = set()
    for step in (step for trial in mistake.trials for step in trial.change):
        paths = [operation.path for operation in step.patch or ()] or [getattr(step, step.verb)]
        found |= {name for path in paths for name in [name for name in path.split("/") if not name.isdigit()][-2:]}
    return found - {"", "multiscales"}


class ClauseOfEachVersion(Rule):
    """`clause` says for each version of the mistake once what the specification says, and for no other version."""

    code = "R423"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page, mistake in mistakes(catalog):
            if not mistake.clause and mistake.sort != "metadata":
                continue
            said: set[str] = set()
            for i, clause in enumerate(mistake.clause):
                for j, version in enumerate(clause.versions):
                    loc = ("clause", i, "versions", j)
                    if version not in mistake.versions:
                        yield page.problem(
                            loc, self.code, f"it is no mistake in {version}: add it to the mistake's `versions`"
                        )
                    elif version in said:
                        yield page.problem(loc, self.code, f"{version} stands here twice: keep one")
                    said.add(version)
            if missing := [version for version in mistake.versions if version not in said]:
                message = f"nothing is said of {', '.join(missing)}: add a clause (`quote: silent` where the text is)"
                yield page.problem(("clause",) if mistake.clause else ("versions",), self.code, message)
