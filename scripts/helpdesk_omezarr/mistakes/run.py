"""Breaks stores on purpose and compares what every validator says with what is expected.

Codes of the problems found (a code keeps its meaning for ever): E140 the store to start from is not there, E141 a
change no longer fits it, E142 a validator says something else than expected, E143 a symptom is another than
expected, E144 the index of findings (:mod:`helpdesk_omezarr.mistakes.signatures`) is out of date. A script that shows
a symptom gives the codes of :mod:`helpdesk_omezarr.examples.run`, too.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from helpdesk.model.page import Page
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.yaml_document import Loc
from helpdesk_omezarr.examples.run import Example
from helpdesk_omezarr.mistakes.broken import Broken, Changed, Trial
from helpdesk_omezarr.mistakes.change import Misfit, change, documents, in_words
from helpdesk_omezarr.mistakes.entry import Also, Mistake, version_of
from helpdesk_omezarr.mistakes.expected import Difference, compare
from helpdesk_omezarr.mistakes.signatures import PATH as INDEX
from helpdesk_omezarr.mistakes.signatures import dumped, index_of
from helpdesk_omezarr.mistakes.step import Step
from helpdesk_omezarr.stores.cache import Cache, make_key, value
from helpdesk_omezarr.stores.processes import side_by_side
from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.scratch import scratch
from helpdesk_omezarr.stores.validators import validate


class MistakesFailed(Unusable):
    """Some mistakes are not as expected; ``differences`` can be accepted, ``broken`` is what came of them."""

    def __init__(self, problems: Iterable[Problem], broken: list[Broken], differences: list[Difference]) -> None:
        super().__init__(problems)
        self.broken, self.differences = broken, differences


_TRIAL = TypeAdapter(Trial)
# What ran here and not in a process of its own.
_HERE = (__name__, "helpdesk_omezarr.mistakes.broken", "helpdesk_omezarr.mistakes.change", "jsonpatch")


def run_mistakes(
    root: Path,
    pages: Iterable[Page],
    examples: Mapping[str, Example],
    out: Path,
    kept: Path,
    sandbox: Sandbox | None = None,
    progress: Callable[[str], None] = print,
) -> list[Broken]:
    """Break a copy of a store in ``out`` for every mistake of ``pages``, as many at a time as there are cores.

    What did not change since it was in ``kept`` is not run again. Raises :class:`MistakesFailed` at the end.
    """
    results = Cache(kept)

    box = sandbox or Sandbox()

    def run(page: Page) -> tuple[Page, Broken, _Runner]:
        runner = _Runner(root, examples, out, results, box)
        return page, runner.run(page), runner

    done = side_by_side(run, [*pages])
    differences = [difference for page, broken, _ in done for difference in compare(page, broken)]
    found = [broken for _, broken, _ in done]
    ran = sum(runner.ran for *_, runner in done)
    progress(f"mistakes: {sum(len(broken.trials) for broken in found)} broken stores ({ran} run)")
    problems = [problem for *_, runner in done for problem in runner.problems]
    problems += [difference.problem() for difference in differences]
    if (root / INDEX).is_file() and dumped(index_of(found)) != (root / INDEX).read_text("utf-8"):
        message = "it is not what the build saw: look, then run `helpdesk examples --accept`"
        problems.append(Problem(INDEX, 1, "E144", message))
    if problems:
        raise MistakesFailed(problems, found, differences)
    return found


@dataclass
class _Runner:
    root: Path
    examples: Mapping[str, Example]
    out: Path
    cache: Cache
    sandbox: Sandbox
    problems: list[Problem] = field(default_factory=list)
    ran: int = 0
    digests: dict[Path, str] = field(default_factory=dict)

    def run(self, page: Page) -> Broken:
        mistake = page.entry
        assert isinstance(mistake, Mistake)
        broken = Broken(page.id)
        for number, trial in enumerate(mistake.trials):
            loc: Loc = () if number == 0 else ("also", number - 1)
            start = self._start(page, mistake, trial)
            if start:
                try:
                    broken.trials.append(self._try(start, trial))
                except Misfit as misfit:
                    own = bool(number and mistake.also[number - 1].change)
                    place = (*loc, "change") if own or not number else (*loc, "script")
                    place = (*place, misfit.number) if place[-1] == "change" else place
                    self.problems.append(page.problem(place, "E141", f"the change no longer fits: {misfit}"))
        script = Path(page.path).with_suffix(".py")
        if (self.root / script).is_file():
            broken.output = self._show(page, mistake, script)
        return broken

    def _start(self, page: Page, mistake: Mistake, trial: Also) -> Path | None:
        assert mistake.start
        example = self.examples.get(mistake.start.example)
        for run in example.runs if example else []:
            if run.script.stem == trial.script:
                start = self.out / run.folder
                if start not in self.digests:  # of the store as one file, which is read sooner than the folder
                    self.digests[start] = sha256((self.out / run.download).read_bytes()).hexdigest()
                return start
        if example is None or not (self.root / example.front.path.parent / f"{trial.script}.py").exists():
            message = f"the example `{mistake.start.example}` wrote no store with {trial.script}.py"
            self.problems.append(page.problem(("start",), "E140", message))
        return None  # a script that failed is reported with the examples

    def _try(self, start: Path, trial: Also) -> Trial:
        steps = [step.model_dump_json() for step in trial.change]
        key = make_key("mistake", self.digests[start], trial.script, *steps)
        if kept := value(self.cache.get(key), "trial.json", _TRIAL):
            return kept
        self.ran += 1
        version = version_of(trial.script)
        with self._broken(start, trial.change) as store:
            verdicts = validate(store, version, self.sandbox)
            before, after = documents(start), documents(store)
        paths = sorted(path for path in before.keys() | after if before.get(path) != after.get(path))
        changed = [Changed(path, before.get(path), after.get(path)) for path in paths]
        told = [words for step in trial.change if (words := in_words(step))]
        result = Trial(trial.script, version, verdicts, changed, told)
        # NaN in a document is a mistake to show; pydantic would write null.
        written = json.dumps(_TRIAL.dump_python(result)).encode()
        self.cache.put(key, {"trial.json": written}, {*self.sandbox.loaded, *_HERE})
        return result

    def _show(self, page: Page, mistake: Mistake, script: Path) -> str:
        """What the mistake's script prints in a folder with the broken store."""
        trial = next(iter(mistake.trials), None)
        start = self._start(page, mistake, trial) if trial else None
        steps = [step.model_dump_json() for step in trial.change] if trial else []
        key = make_key("symptom", (self.root / script).read_bytes(), self.digests[start] if start else "", *steps)
        if parts := self.cache.get(key):
            return parts["output"].decode()
        self.ran += 1
        try:
            with self._broken(start, trial.change if trial else []) as store:
                ran = self.sandbox.run(self.root / script, store.parent)
        except Misfit:
            return mistake.output or ""  # reported with the trial
        if ran.code:
            self.problems.append(Problem(script, ran.line, ran.code, ran.message))
            return mistake.output or ""
        self.cache.put(key, {"output": ran.output.encode()}, {*self.sandbox.loaded, *_HERE})
        return ran.output

    @contextmanager
    def _broken(self, start: Path | None, steps: list[Step]) -> Iterator[Path]:
        with scratch() as place:
            store = Path(place, start.name if start else "none")
            if start:
                shutil.copytree(start, store, copy_function=shutil.copyfile)
                change(store, steps, self.sandbox)
            yield store
