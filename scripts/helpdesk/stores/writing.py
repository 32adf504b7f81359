"""From a script to a store that was looked at, drawn and judged; results are kept."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from helpdesk.problems import Problem, Unusable
from helpdesk.stores.archive import SUFFIXES, pack
from helpdesk.stores.cache import Cache, make_key
from helpdesk.stores.examples import Script
from helpdesk.stores.facts import FACTS, FILE, Fact, take_facts
from helpdesk.stores.look import Store, look
from helpdesk.stores.nodes import Unreadable
from helpdesk.stores.sandbox import Died, Sandbox
from helpdesk.stores.validators import validate
from helpdesk.stores.verdict import Verdict


@dataclass
class Written:
    """What a script wrote. ``archive`` is the store as a ZIP file, ``picture`` a PNG (empty: ``alt`` says why)."""

    store: Store
    verdicts: list[Verdict]
    alt: str
    facts: dict[str, Fact]
    key: str
    archive: Annotated[bytes, Field(exclude=True)] = b""
    picture: Annotated[bytes, Field(exclude=True)] = b""


_WRITTEN = TypeAdapter(Written)


@dataclass
class Writer:
    """Runs scripts of the project in ``root``. ``ran`` counts those for which nothing was kept.

    With ``twice`` nothing kept is used: every script runs, and a second time, and has to write the same bytes.
    """

    root: Path
    cache: Cache
    sandbox: Sandbox
    twice: bool = False
    ran: int = 0

    def write(self, script: Script) -> Written:
        """What ``script`` wrote. Raises :class:`~helpdesk.problems.Unusable` for a script that breaks a rule."""
        key = make_key(script.path.as_posix(), (self.root / script.path).read_bytes())
        if parts := self._kept(key):
            try:
                kept = _WRITTEN.validate_json(parts["written.json"])
                kept.archive, kept.picture = parts["archive"], parts["picture"]
                return kept
            except (KeyError, ValidationError):
                pass  # damaged: write it again
        with self._run(script.path) as folder:
            facts = take_facts(folder, script.path)
            written = self._examine(_only_store(folder, script.path), script, facts, key)
        if all(verdict.outcome != "failed" for verdict in written.verdicts):
            parts = {"archive": written.archive, "picture": written.picture}
            self.cache.put(key, {"written.json": _WRITTEN.dump_json(written), **parts})
        return written

    def measure(self, script: Path, stores: dict[str, Written]) -> dict[str, Fact]:
        """The facts of a measuring script, which finds the ``stores`` in its folder. Raises like :meth:`write`."""
        keys = [store.key for store in stores.values()]
        key = make_key(script.as_posix(), (self.root / script).read_bytes(), *keys)
        if parts := self._kept(key):
            try:
                return FACTS.validate_json(parts[FILE])
            except (KeyError, ValidationError):
                pass  # damaged: measure again
        with self._run(script, stores) as folder:
            facts = take_facts(folder, script)
        if not facts:
            raise Unusable([Problem(script, 1, "E111", f"writes no {FILE}")])
        self.cache.put(key, {FILE: FACTS.dump_json(facts)})
        return facts

    def _kept(self, key: str) -> dict[str, bytes] | None:
        return None if self.twice else self.cache.get(key)

    @contextmanager
    def _run(self, script: Path, stores: dict[str, Written] | None = None) -> Iterator[Path]:
        """The folder in which ``script`` ran."""
        self.ran += 1
        with tempfile.TemporaryDirectory() as scratch:
            folders = [Path(scratch, "first"), Path(scratch, "second")][: 1 + self.twice]
            for folder in folders:
                folder.mkdir()
                _lay_out(stores or {}, folder)
                ran = self.sandbox.run(self.root / script, folder)
                if ran.code:
                    raise Unusable([Problem(script, ran.line, ran.code, ran.message)])
            first, last = _digests(folders[0]), _digests(folders[-1])
            # Of a measuring script only the facts count, not what it leaves besides.
            different = sorted(path for path in first.keys() | last if first.get(path) != last.get(path))
            if different and (not stores or FILE in different):
                message = f"a second run wrote other bytes, first in {different[0]}: fix what is random in it"
                raise Unusable([Problem(script, 1, "E112", message)])
            yield folders[0]

    def _examine(self, store: Path, script: Script, facts: dict[str, Fact], key: str) -> Written:
        try:
            seen = look(store)
        except (Unreadable, zipfile.BadZipFile, ValueError, KeyError) as error:
            raise Unusable([Problem(script.path, 1, "E113", f"{store.name}: {error}")]) from None
        picture = store.parent.parent / "picture.png"
        try:
            drawn = self.sandbox.call("helpdesk.stores.picture:draw", str(store), str(picture))
        except Died as death:
            drawn = {"reason": f"no picture: {death}"}
        archive = store
        if store.is_dir():
            archive = store.parent.parent / "archive.zip"
            pack(store, archive)
        return Written(
            store=seen,
            verdicts=validate(store, script.version, self.sandbox),
            alt=drawn.get("alt") or drawn["reason"],
            facts=facts,
            key=key,
            archive=archive.read_bytes(),
            picture=picture.read_bytes() if "alt" in drawn else b"",
        )


def _lay_out(stores: dict[str, Written], folder: Path) -> None:
    """Put the stores of an example where its measuring script looks for them: ``v05/<store>``."""
    for stem, written in stores.items():
        place = folder / stem
        place.mkdir()
        archive = place / written.store.name
        if written.store.packed_bytes is None:
            archive = place / "archive.zip"
        archive.write_bytes(written.archive)
        if written.store.packed_bytes is None:
            shutil.unpack_archive(archive, place)
            archive.unlink()


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


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
