"""From scripts to stores that were looked at, drawn and judged; results are kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from helpdesk.reading.problems import Problem, Unusable
from helpdesk_omezarr.examples.facts import FACTS, FILE, Fact, take_facts
from helpdesk_omezarr.examples.publish import unfold
from helpdesk_omezarr.examples.sources import Script
from helpdesk_omezarr.stores.archive import SUFFIXES, pack
from helpdesk_omezarr.stores.cache import Cache, make_key, value
from helpdesk_omezarr.stores.contents import Store, contents_of
from helpdesk_omezarr.stores.documents import Unreadable
from helpdesk_omezarr.stores.report import report
from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.verdict import Verdict

# What ran here and not in a process of its own, of this package.
_HERE = (__name__, "helpdesk_omezarr.examples.facts", "helpdesk_omezarr.stores.contents")


@dataclass
class Written:
    """What a script wrote. ``archive`` is the store as a ZIP file, ``pictures`` are PNGs (none: ``alt`` says why)."""

    store: Store
    facts: dict[str, Fact]
    key: str
    verdicts: list[Verdict] = field(default_factory=list)
    alt: str = ""
    archive: Annotated[bytes, Field(exclude=True)] = b""
    pictures: Annotated[list[bytes], Field(exclude=True)] = field(default_factory=list)


_WRITTEN = TypeAdapter(Written)


@dataclass
class Writer:
    """Runs scripts of the project in ``root``. ``ran`` says whether one had to, as nothing was kept of it.

    With ``twice`` every script runs once more, kept or not, and has to write the same bytes.
    """

    root: Path
    cache: Cache
    sandbox: Sandbox
    twice: bool = False
    ran: bool = False

    def write(self, scripts: Sequence[Script], scratch: Path, problems: list[Problem]) -> dict[str, Written]:
        """What ``scripts`` wrote, by their stems; those that break a rule are missing, and added to ``problems``.

        They run in folders of ``scratch``, which :meth:`measure` finds there.
        """
        found: dict[str, Written] = {}
        fresh: list[tuple[Script, Path]] = []
        for script in scripts:
            key = make_key(script.path.as_posix(), (self.root / script.path).read_bytes())
            written = self._kept(key)
            folder = scratch / script.stem
            try:
                if written is None:
                    written = self._take(script, folder, key)
                    fresh.append((script, folder / written.store.name))
                if self.twice:
                    again = self._take(script, scratch / f"{script.stem}-again", key)
                    _compare(script.path, _files(written), _files(again))
                found[script.stem] = written
            except Unusable as unusable:
                problems += unusable.problems
        reports = report([(store, script.version) for script, store in fresh], self.sandbox)
        for (script, _), one in zip(fresh, reports, strict=True):
            if written := found.get(script.stem):
                written.verdicts, written.alt, written.pictures = one.verdicts, one.alt, one.pictures
                self._keep(written)
        return found

    def measure(self, script: Path, stores: dict[str, Written], scratch: Path) -> dict[str, Fact]:
        """The facts of a measuring script, which finds the ``stores`` in its folder. Raises ``Unusable``."""
        key = make_key(script.as_posix(), (self.root / script).read_bytes(), *(one.key for one in stores.values()))
        facts = value(self.cache.get(key), FILE, FACTS)
        if facts is None:
            facts = self._measure(script, stores, scratch / "facts")
            self.cache.put(key, {FILE: FACTS.dump_json(facts)}, {*self.sandbox.loaded, *_HERE})
        if self.twice:
            again = self._measure(script, stores, scratch / "facts-again")
            _compare(script, {FILE: facts}, {FILE: again})
        return facts

    def _kept(self, key: str) -> Written | None:
        parts = self.cache.get(key) or {}
        kept = value(parts, "written.json", _WRITTEN)
        if kept is None or "archive" not in parts:
            return None
        kept.archive = parts["archive"]
        kept.pictures = [parts[name] for name in sorted(parts) if name.startswith("picture-")]
        return kept

    def _keep(self, written: Written) -> None:
        if all(verdict.reason not in ("not installed", "no answer") for verdict in written.verdicts):
            pictures = {f"picture-{number:03}": picture for number, picture in enumerate(written.pictures)}
            self.cache.put(
                written.key,
                {"written.json": _WRITTEN.dump_json(written), "archive": written.archive, **pictures},
                {*self.sandbox.loaded, *_HERE},
            )

    def _take(self, script: Script, folder: Path, key: str) -> Written:
        """Run ``script`` in the new ``folder`` and look at the store that it leaves there."""
        self._run(script.path, folder)
        facts = take_facts(folder, script.path)
        store = _only_store(folder, script.path)
        try:
            seen = contents_of(store)
        except (Unreadable, zipfile.BadZipFile, ValueError, KeyError) as error:
            raise Unusable([Problem(script.path, 1, "E113", f"{store.name}: {error}")]) from None
        return Written(seen, facts, key, archive=pack(store) if store.is_dir() else store.read_bytes())

    def _measure(self, script: Path, stores: dict[str, Written], folder: Path) -> dict[str, Fact]:
        self._run(script, folder, stores)
        facts = take_facts(folder, script)
        if not facts:
            raise Unusable([Problem(script, 1, "E111", f"writes no {FILE}")])
        return facts

    def _run(self, script: Path, folder: Path, stores: dict[str, Written] | None = None) -> None:
        """Run ``script`` in the new ``folder``, which has ``stores`` in folders named for their scripts."""
        self.ran = True
        folder.mkdir()
        for stem, written in (stores or {}).items():
            place = folder / stem
            if (folder.parent / stem).exists():  # left by the script itself, and taken at the first use
                (folder.parent / stem).rename(place)
            elif written.store.packed_bytes is None:
                zipfile.ZipFile(io.BytesIO(written.archive)).extractall(place)
            else:
                place.mkdir()
                (place / written.store.name).write_bytes(written.archive)
        ran = self.sandbox.run(self.root / script, folder)
        if ran.code:
            raise Unusable([Problem(script, ran.line, ran.code, ran.message)])


def _files(written: Written) -> dict[str, Any]:
    """What two runs must have in common, by name."""
    if written.store.packed_bytes is not None:
        return {written.store.name: written.archive, FILE: written.facts}
    return {**unfold(written.archive), FILE: written.facts}


def _compare(script: Path, first: dict[str, Any], second: dict[str, Any]) -> None:
    different = sorted(name for name in first.keys() | second if first.get(name) != second.get(name))
    if different:
        message = f"a second run wrote other bytes, first in {different[0]}: fix what is random in it"
        raise Unusable([Problem(script, 1, "E112", message)])


def _only_store(folder: Path, script: Path) -> Path:
    entries = sorted(folder.iterdir())
    links = sorted(path for path in folder.rglob("*") if path.is_symlink())
    if links:
        message = f"leaves a link, {links[0].relative_to(folder)}: a store is made of files"
        raise Unusable([Problem(script, 1, "E110", message)])
    if not entries:
        raise Unusable([Problem(script, 1, "E103", "writes nothing: write one store into the current folder")])
    names = ", ".join(path.name for path in entries)
    is_store = entries[0].suffix == ".zarr" if entries[0].is_dir() else entries[0].suffix in SUFFIXES
    if len(entries) > 1 or not is_store:
        message = f"writes {names}: it must be one folder named *.zarr, or one file named *.ozx or *.zip"
        raise Unusable([Problem(script, 1, "E104", message)])
    return entries[0]
