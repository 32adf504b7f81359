"""Runs all examples, has their stores judged, and publishes them.

Codes of the problems found (a code keeps its meaning for ever):

* of a script: E101 raises, E102 runs too long, E103 writes nothing, E104 writes something else than one store,
  E105 writes outside its folder, E106 writes too much, E107 uses the network beyond this machine, E108 starts a
  process, E109 ends early or is killed, E110 leaves a link, E111 gives bad facts, E112 writes other bytes in a
  second run,
  E113 writes metadata that cannot be read
* of a store: E120 a validator rejects it or gives no judgment, E121 an exception is declared but the validator says
  something else, E122 an exception is no longer needed, E134 an exception means nothing
* of an example's files (:mod:`helpdesk_omezarr.examples.sources`): E130 no page, E131 a living version is not covered,
  E132 it is covered and called absent, E133 a script's name means nothing
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.yaml_document import Document
from helpdesk_omezarr.examples.exceptions import judge
from helpdesk_omezarr.examples.facts import Fact
from helpdesk_omezarr.examples.publish import forget_others, publish, unfold
from helpdesk_omezarr.examples.sources import ExampleSource, Script, find_examples
from helpdesk_omezarr.examples.writing import Writer, Written
from helpdesk_omezarr.stores.cache import Cache
from helpdesk_omezarr.stores.contents import Store
from helpdesk_omezarr.stores.picture_files import of_level
from helpdesk_omezarr.stores.processes import side_by_side
from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.scratch import scratch
from helpdesk_omezarr.stores.verdict import Verdict


class ExamplesFailed(Unusable):
    """Some examples are wrong; ``problems`` has all of them, ``examples`` what could be made of them."""

    def __init__(self, problems: Iterable[Problem], examples: list[Example]) -> None:
        super().__init__(problems)
        self.examples = examples


@dataclass
class Run:
    """One script and what came of it. ``script`` is relative to the project; the other paths are relative to ``out``.

    ``folder`` is the published store (for a store that is one file: that file), ``download`` a ZIP file of it,
    ``picture`` a PNG with its ``alt`` text, or empty where ``alt`` says why there is none, ``levels`` PNGs of the
    lower levels of a single image, a pixel for a pixel.
    """

    version: str
    variant: str
    script: Path
    code: str
    store: Store
    verdicts: list[Verdict]
    folder: str
    download: str
    script_copy: str
    picture: str
    levels: list[str]
    alt: str


@dataclass
class Example:
    """``front`` is the front matter of its page; ``facts`` are the numbers it measured, by name."""

    name: str
    front: Document
    runs: list[Run] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Plain values for ``helpdesk.json``."""
        from helpdesk_omezarr.examples.as_data import example_data

        return example_data(self)


def run_examples(
    root: Path,
    out: Path,
    cache: Path,
    sandbox: Sandbox | None = None,
    *,
    only: Collection[str] | None = None,
    progress: Callable[[str], None] = print,
    twice: bool = False,
) -> list[Example]:
    """Run the examples below ``root`` (or those named in ``only``) and publish them below ``out``.

    As many run at a time as there are cores. What did not change since it was kept in ``cache`` is not run again,
    except with ``twice``: then every script runs once more and has to write the same bytes. Raises
    :class:`ExamplesFailed` with every problem, after everything that works has been published.
    """
    problems: list[Problem] = []
    sources = find_examples(root, problems)
    if only is not None:
        sources = [source for source in sources if source.name in only]
        problems = [problem for problem in problems if problem.path.parent.name in only]
    results = Cache(cache)

    box = sandbox or Sandbox()

    def run(source: ExampleSource) -> tuple[Example, list[Problem], str]:
        found: list[Problem] = []
        example, told = _run(source, root, out, Writer(root, results, box, twice), found)
        return example, found, told

    examples = []
    for example, found, told in side_by_side(run, sources):
        examples.append(example)
        problems += found
        progress(told)
    results.prune()
    if only is None:
        forget_others(out, {source.name for source in sources})
    if problems:
        raise ExamplesFailed(problems, examples)
    return examples


def _run(source: ExampleSource, root: Path, out: Path, writer: Writer, problems: list[Problem]) -> tuple[Example, str]:
    """The example, and a line that tells how it went."""
    start = time.monotonic()
    example = Example(source.name, source.front)
    files: dict[str, bytes] = {}
    measured: dict[str, Fact] = {}
    with scratch() as folder:
        place = Path(folder)
        written = writer.write(source.scripts, place, problems)
        if source.facts and len(written) == len(source.scripts):
            try:
                measured = writer.measure(source.facts, written, place)
            except Unusable as unusable:
                problems += unusable.problems
    for script in source.scripts:
        if script.stem not in written:
            continue
        result = written[script.stem]
        verdicts = [judge(source, script, verdict, problems) for verdict in result.verdicts]
        example.runs.append(_make_run(source, script, root, result, verdicts, files))
        _add_facts(example, result.facts, problems)
    _add_facts(example, measured, problems)
    publish(out, source.name, files)
    counts = {"store": len(example.runs), "fact": len(example.facts), "problem": len(problems)}
    told = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items() if n)
    took = f"{time.monotonic() - start:.1f} s" if writer.ran else "kept"
    return example, f"{source.name}: {told} ({took})"


def _make_run(
    source: ExampleSource, script: Script, root: Path, result: Written, verdicts: list[Verdict], files: dict[str, bytes]
) -> Run:
    """The public account of ``result``; what is to be published for it is added to ``files``."""
    top, name, code = f"stores/{source.name}", result.store.name, (root / script.path).read_bytes()
    packed = result.store.packed_bytes is not None
    download = f"{script.stem}/{name}" if packed else f"{script.stem}/{name}.zip"
    files |= {download: result.archive, script.path.name: code}
    if not packed:
        files |= {f"{script.stem}/{path}": data for path, data in unfold(result.archive).items()}
    pictures = [of_level(Path(f"{script.stem}.png"), number).name for number in range(len(result.pictures))]
    files |= dict(zip(pictures, result.pictures, strict=True))
    return Run(
        version=script.version,
        variant=script.variant,
        script=script.path,
        code=code.decode(),
        store=result.store,
        verdicts=verdicts,
        folder=f"{top}/{script.stem}/{name}",
        download=f"{top}/{download}",
        script_copy=f"{top}/{script.path.name}",
        picture=f"{top}/{pictures[0]}" if pictures else "",
        levels=[f"{top}/{name}" for name in pictures[1:]],
        alt=result.alt,
    )


def _add_facts(example: Example, facts: dict[str, Fact], problems: list[Problem]) -> None:
    for name, fact in facts.items():
        if name in example.facts:
            other = example.facts[name].script
            problems.append(Problem(fact.script, 1, "E111", f"fact {name} is also measured by {other}: rename one"))
        example.facts[name] = fact
