"""The documents of a store on the web, with what public servers do instead of saying that one is not there."""

from __future__ import annotations

import gzip
import html
import http.client
import re
import time
import urllib.error
import urllib.request
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit, urlunsplit

from helpdesk_omezarr.stores.archive import SUFFIXES
from helpdesk_omezarr.stores.places import MAX_DOCUMENT, Unreachable, sentence

MAX_PACKED = 512 * 1024 * 1024  # bytes of a ZIP file
SECONDS = 10.0  # for one answer to begin
AT_ONCE = 8  # requests
_LEGAL = "/%!$&'()*+,;=:@~"  # in a path (https://www.rfc-editor.org/rfc/rfc3986#section-3.3): browsers encode the rest
# Codes with which a server says that there is nothing; stores of objects that nobody may list say 403 then.
_ABSENT = {401, 403, 404, 405, 410}


class Remote:
    """The store at ``url``, read until the monotonic clock shows ``end``. ``shared``: other websites may read it.

    An address of a viewer or web validator that names the store in ``?source=`` or ``?url=`` is that of the store.
    """

    def __init__(self, url: str, end: float) -> None:
        parts = _split(url)
        inner = parse_qs(parts.query)
        for key in ("source", "url"):
            if inner.get(key, [""])[0].startswith(("http://", "https://")):
                parts = _split(inner[key][0])
        if not parts.hostname:
            raise Unreachable(sentence("address", place=url))
        path = re.sub(r"/+(zarr\.json|\.zattrs|\.zgroup|\.zarray)?$", "", quote(parts.path, safe=_LEGAL))
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        self.parts, self.end, self.shared = parts._replace(netloc=host, path=path, fragment=""), end, False
        self.name = re.sub(r"[^\w.-]", "_", unquote(path.rpartition("/")[2])) or parts.hostname or "store"
        self.answers: dict[str, int] = {}
        self.web_page = ""

    def whole(self) -> bytes:
        """The bytes of the address itself. Raises :class:`Unreachable`."""
        status, data = self._get("", MAX_PACKED)
        if status != 200:
            raise Unreachable(self.refusal())
        return data

    def read(self, places: list[str]) -> dict[str, bytes]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(self._get, places))
        found = {}
        for place, (status, data) in zip(places, answers, strict=True):
            if status != 200:
                continue
            if data.lstrip()[:1] == b"<":  # a page that says "not found", a login, or a list of files
                self.web_page = self.web_page or self._url(place)
                continue
            found[place] = data
        return found

    def folders(self, path: str) -> list[str]:
        return []

    def refusal(self) -> str:
        """Why there is nothing at the address, in a sentence."""
        url = self._url("")
        if stores := self._listed():
            shown = ", ".join(stores[:5]) + (" ..." if len(stores) > 5 else "")
            return sentence("listing", place=url, list=shown)
        if self.web_page:
            return sentence("web-page-instead", place=self.web_page)
        if {401, 403} & set(self.answers.values()):
            return sentence("refused", place=url)
        told = ", ".join(f"{name or 'it'}: HTTP {status}" for name, status in list(self.answers.items())[:4])
        return sentence("nothing-there", place=url, list=told)

    def _listed(self) -> list[str]:
        """The names of the stores in the list of files that a server shows for a folder."""
        try:
            status, data = self._get("", again=False, folder=True)
        except Unreachable:
            return []
        if status != 200 or data.lstrip()[:1] != b"<":
            return []
        links = re.findall(
            r"""href\s*=\s*["']?(?:\./)?([^"'?#/<>\s]+)/?["'?#\s>]""", data.decode("utf-8", "replace"), re.I
        )
        names = [unquote(html.unescape(link)) for link in links]
        return [
            name
            for name in dict.fromkeys(names)
            if name.endswith((".zarr", *(f".zarr{end}" for end in SUFFIXES), ".ozx"))
        ]

    def _get(
        self, place: str, most: int = MAX_DOCUMENT, *, again: bool = True, folder: bool = False
    ) -> tuple[int, bytes]:
        """Status and bytes of a document; any status but 200 means that it is not to be had."""
        headers = {"Origin": "https://example.org", "Accept-Encoding": "gzip"}
        request = urllib.request.Request(self._url(place) + "/" * folder, headers=headers)
        left = self.end - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        try:
            with urllib.request.urlopen(request, timeout=min(left, SECONDS)) as answer:
                self.shared = self.shared or "Access-Control-Allow-Origin" in answer.headers
                self.answers.setdefault(place, answer.status)
                return answer.status, self._body(answer, place, most)
        except urllib.error.HTTPError as error:
            error.close()
            if 300 <= error.code < 400:
                raise Unreachable(f"{self._url(place)} is redirected in a circle, or to nowhere") from None
            if error.code not in _ABSENT:
                raise Unreachable(sentence("server", name=self.parts.netloc, status=error.code)) from None
            self.answers.setdefault(place, error.code)
            return error.code, b""
        except http.client.IncompleteRead:
            if again:
                return self._get(place, most, again=False)
            message = sentence("broken-off", name=self.parts.netloc, place=place or self.name)
            raise Unreachable(message) from None
        except TimeoutError:
            raise self._too_slow() from None
        except (urllib.error.URLError, OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise self._too_slow() from None
            told = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            raise Unreachable(f"{self.parts.netloc} cannot be reached: {' '.join(told.split())}") from None

    def _body(self, answer: Any, place: str, most: int) -> bytes:
        """What a server sends, unpacked where it packed it."""
        data = b""
        # In pieces, so that a server that drips bytes meets the time limit as well.
        while piece := answer.read1(1 << 16):
            data += piece
            if len(data) > most:
                raise Unreachable(sentence("too-large", place=self._url(place), most=most >> 20))
            if time.monotonic() > self.end:
                raise self._too_slow()
        length = answer.headers.get("Content-Length", "")
        if length.isdecimal() and len(data) < int(length):
            raise http.client.IncompleteRead(data)
        if data[:2] == b"\x1f\x8b" and not place.endswith(".zip"):
            try:
                data = gzip.decompress(data)
            except (OSError, EOFError, zlib.error):
                raise Unreachable(f"{self._url(place)} arrives packed and damaged") from None
        return data

    def _url(self, place: str) -> str:
        path = f"{self.parts.path}/{quote(place)}" if place else self.parts.path
        return urlunsplit(self.parts._replace(path=path))

    def _too_slow(self) -> Unreachable:
        return Unreachable(sentence("slow", name=self.parts.netloc))


def _split(url: str) -> Any:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
