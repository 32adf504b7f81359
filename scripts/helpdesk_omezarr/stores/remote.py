"""The metadata of a store on the web: nothing can be listed there, so the metadata themselves say where to look."""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

MAX_DOCUMENTS = 600
MAX_DEPTH = 10  # a level of a label image in a plate is at six
MAX_BYTES = 16 * 1024 * 1024  # of one document
MAX_PACKED = 512 * 1024 * 1024  # of a ZIP file
SECONDS = 10.0  # for one answer to begin
_LEGAL = "/%!$&'()*+,;=:@~"  # in a path (https://www.rfc-editor.org/rfc/rfc3986#section-3.3): browsers encode the rest
_PATH = re.compile(r"[^/\\\x00-\x1f]+(/[^/\\\x00-\x1f]+)*")


class Unreachable(Exception):
    """The store cannot be looked at; the message is a sentence for its owner."""


class Remote:
    """The store at ``url``, read until the monotonic clock shows ``end``. ``shared``: other websites may read it."""

    def __init__(self, url: str, end: float) -> None:
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if not parts.hostname:
            raise Unreachable(f"{url} is not a complete address")
        path = re.sub(r"/+(zarr\.json|\.zattrs|\.zgroup|\.zarray)?$", "", quote(parts.path, safe=_LEGAL))
        self.parts, self.end, self.shared = parts._replace(path=path, fragment=""), end, False
        self.name = re.sub(r"[^\w.-]", "_", unquote(path.rpartition("/")[2])) or parts.hostname or "store"
        self.asked = 0
        self.forms: tuple[tuple[str, ...], ...] = (("zarr.json",), (".zgroup", ".zarray", ".zattrs"))

    def whole(self) -> bytes:
        """The bytes of the address itself. Raises :class:`Unreachable`."""
        status, data = self._get("", MAX_PACKED)
        if status != 200:
            raise Unreachable(self._refusal({"": status}))
        return data

    def mirror(self, target: Path) -> None:
        """Write every metadata document into the folder ``target``. Raises :class:`Unreachable`."""
        target.mkdir()
        answers: dict[str, int] = {}
        numbered = False
        todo, seen = [""], set[str]()
        while todo:
            path = todo.pop()
            if path in seen:
                continue
            seen.add(path)
            attributes = self._node(path, target, answers)
            if path == "":
                if attributes is None:
                    raise Unreachable(self._refusal(answers))
                numbered = "bioformats2raw.layout" in attributes
            elif numbered and attributes is not None and path.isdecimal():
                todo.append(str(int(path) + 1))  # until there is none
            found = (child.strip("/") for child in _children(path, attributes or {}))
            todo += [child for child in found if _is_inside(child)]
        if not any(target.rglob("*")):
            raise Unreachable(self._refusal(answers))

    def _node(self, path: str, target: Path, answers: dict[str, int]) -> dict[str, Any] | None:
        """The OME-Zarr metadata of the group or array at ``path``; None where there is neither."""
        found: dict[str, Any] | None = None
        for names in self.forms:
            for name in names:
                place = f"{path}/{name}".lstrip("/")
                status, data = self._get(place, MAX_BYTES)
                answers.setdefault(name, status)
                if status != 200:
                    continue
                if data.lstrip()[:1] == b"<":
                    raise Unreachable(f"{self._url(place)} answers with a web page, not with metadata of Zarr")
                (target / path).mkdir(parents=True, exist_ok=True)
                (target / place).write_bytes(data)
                found = (found or {}) | _attributes(name, data)
            if found is not None:
                self.forms = (names,)  # all of a store has one format
                break
        return found

    def _get(self, place: str, most: int) -> tuple[int, bytes]:
        """Status and bytes of a document; any status but 200 means that it is not to be had."""
        self.asked += 1
        if self.asked > 3 * MAX_DOCUMENTS:
            raise Unreachable(f"there are more than {MAX_DOCUMENTS} groups and arrays: name one image, well or label")
        request = urllib.request.Request(self._url(place), headers={"Origin": "https://example.org"})
        left = self.end - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        try:
            with urllib.request.urlopen(request, timeout=min(left, SECONDS)) as answer:
                self.shared = self.shared or "Access-Control-Allow-Origin" in answer.headers
                return answer.status, self._body(answer, place, most)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code >= 500 or error.code == 429:
                raise Unreachable(f"{self.parts.netloc} fails with HTTP {error.code}: try again later") from None
            return error.code, b""
        except TimeoutError:
            raise self._too_slow() from None
        except (urllib.error.URLError, OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise self._too_slow() from None
            told = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            raise Unreachable(f"{self.parts.netloc} cannot be reached: {' '.join(told.split())}") from None

    def _body(self, answer: Any, place: str, most: int) -> bytes:
        data = b""
        # In pieces, so that a server that drips bytes meets the time limit as well.
        while piece := answer.read1(1 << 16):
            data += piece
            if len(data) > most:
                raise Unreachable(f"{self._url(place)} has more than {most >> 20} MiB: name one image in it")
            if time.monotonic() > self.end:
                raise self._too_slow()
        return data

    def _url(self, place: str) -> str:
        path = f"{self.parts.path}/{quote(place)}" if place else self.parts.path
        return urlunsplit(self.parts._replace(path=path))

    def _refusal(self, answers: dict[str, int]) -> str:
        url = self._url("")
        if 403 in answers.values() or 401 in answers.values():
            return f"{url} is not public: the server refuses its metadata (HTTP 403 or 401)"
        told = ", ".join(f"{name or 'it'}: HTTP {status}" for name, status in answers.items())
        return f"no Zarr group at {url} ({told}): is this the address of the image itself?"

    def _too_slow(self) -> Unreachable:
        return Unreachable(f"{self.parts.netloc} did not answer in time: try again, or use --seconds")


def _attributes(name: str, data: bytes) -> dict[str, Any]:
    """The OME-Zarr metadata in a document; nothing where it cannot be read, which a validator will say."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    if name == "zarr.json" and isinstance(value, dict):
        attributes = value.get("attributes")
        value = attributes.get("ome", attributes) if isinstance(attributes, dict) else {}
    return value if isinstance(value, dict) and name in ("zarr.json", ".zattrs") else {}


def _children(path: str, ome: dict[str, Any]) -> Iterator[str]:
    """The paths of the groups and arrays that the metadata of ``path`` lead to, as they stand there."""
    for multiscale in _dicts(ome.get("multiscales")):
        yield from (f"{path}/{child}" for child in _paths(multiscale.get("datasets")))
        yield f"{path}/labels"
    for key in ("labels", "series"):
        parent = path.removesuffix("OME").rstrip("/") if key == "series" else path
        yield from (f"{parent}/{child}" for child in ome.get(key) or [] if isinstance(child, str))
    plate = ome.get("plate")
    wells = list(_paths(plate.get("wells"))) if isinstance(plate, dict) else []
    yield from (f"{path}/{child}" for child in [*{well.split("/")[0] for well in wells}, *wells])
    if isinstance(well := ome.get("well"), dict):
        yield from (f"{path}/{child}" for child in _paths(well.get("images")))
    if "bioformats2raw.layout" in ome:
        yield from (f"{path}/{child}" for child in ("OME", "0"))
    if isinstance(scene := ome.get("scene"), dict):
        for transform in _dicts(scene.get("coordinateTransformations")):
            ends = [transform.get("input"), transform.get("output"), transform]
            yield from (f"{path}/{child}" for child in _paths(ends))


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _paths(value: Any) -> Iterator[str]:
    yield from (entry["path"] for entry in _dicts(value) if isinstance(entry.get("path"), str))


def _is_inside(path: str) -> bool:
    """Whether a path from the metadata stays inside the store: such a path becomes the name of a file here."""
    parts = path.split("/")
    return bool(_PATH.fullmatch(path)) and not {".", ".."} & set(parts) and len(parts) <= MAX_DEPTH
