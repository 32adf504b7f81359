"""Sessions: commands beside a copy of a published store, and what they said. Results are kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from helpdesk_omezarr.stores.cache import Cache, make_key, value
from helpdesk_omezarr.stores.command import CannotRun, Said, run_command
from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.scratch import scratch


@dataclass(frozen=True)
class Session:
    """``commands``, a line each. ``replace`` is (file, old, new): a text changed in that file before the first."""

    commands: tuple[str, ...]
    replace: tuple[str, str, str] | None = None


_SAID = TypeAdapter(list[Said])
# What ran here and not in a process of its own.
_HERE = (__name__, "helpdesk_omezarr.stores.command")


def run_session(session: Session, store: Path, cache: Path) -> list[Said]:
    """What the commands said about a copy of ``store``, a folder or file; kept in ``cache``. Raises `CannotRun`."""
    kept = Cache(cache)
    key = make_key("session", repr(session), store.name, *_contents(store))
    said = value(kept.get(key), "said.json", _SAID)
    if said is not None:
        return said
    with scratch() as place:
        sandbox = Sandbox()
        folder = Path(place)
        if store.is_dir():
            shutil.copytree(store, folder / store.name)
        else:
            shutil.copy(store, folder)
        if session.replace:
            _replace(folder, *session.replace)
        said = [run_command(command, folder, sandbox) for command in session.commands]
        kept.put(key, {"said.json": _SAID.dump_json(said)}, {*sandbox.loaded, *_HERE})
    return said


def _replace(folder: Path, name: str, old: str, new: str) -> None:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise CannotRun(f"there is no file {name}")
    text = path.read_text("utf-8")
    if old not in text:
        raise CannotRun(f"{name} has no {old}")
    path.write_text(text.replace(old, new), "utf-8")


def _contents(store: Path) -> Iterator[bytes]:
    for path in sorted([store] if store.is_file() else store.rglob("*")):
        if path.is_file():
            yield path.relative_to(store).as_posix().encode()
            yield path.read_bytes()
