"""Asks other people's servers, politely, whether the pages we link to are still there.

HEAD first, GET where HEAD says no or an anchor must be found. One request at a time for each host, with a pause;
``Retry-After`` is obeyed up to a limit; every wait has an end.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Literal
from urllib.parse import unquote, urldefrag, urljoin

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, ResponseError, SSLError, TimeoutError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry, Timeout

Outcome = Literal["ok", "moved", "broken", "refused", "later"]

_READ = 4 * 1024 * 1024  # bytes of a page in which an anchor is looked for
_REFUSALS = {401, 402, 403, 407, 418, 451, 999}
_BUSY = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True)
class Verdict:
    """``moved``: works, but there is a newer address. ``refused``: servers that turn programs away.

    ``later``: no answer that means anything today (busy, broken, silent).
    """

    outcome: Outcome
    detail: str = ""


@dataclass
class Asker:
    """``pause`` seconds between two requests to one host, ``wait`` for an answer, ``patience`` for Retry-After.

    ``agent`` tells servers who asks.
    """

    pause: float = 1.0
    wait: float = 15.0
    patience: int = 60
    retries: int = 2
    agent: str = "helpdesk link check"

    def __post_init__(self) -> None:
        self._pool = urllib3.PoolManager(headers={"User-Agent": self.agent, "Accept": "*/*"})

    def ask(self, page: str, anchors: set[str]) -> Iterator[tuple[str, Verdict]]:
        """A verdict for ``page`` with each of its ``anchors`` ("" for none)."""
        needs_text = any(_findable(anchor) for anchor in anchors)
        head = None if needs_text else self._request("HEAD", page, {429})
        if isinstance(head, _Answer) and head.status < 400:
            verdict, places = head.verdict(page), None
        elif isinstance(head, Verdict) and head.outcome == "broken":
            verdict, places = head, None  # a wrong certificate or a circle: GET would meet the same
        else:
            if head is not None:
                time.sleep(self.pause)
            got = self._request("GET", page, _BUSY)
            verdict = got.verdict(page) if isinstance(got, _Answer) else got
            places = got.places if isinstance(got, _Answer) else None
        for anchor in anchors:
            missing = verdict.outcome in ("ok", "moved") and places is not None and not _is_in(anchor, places)
            yield anchor, Verdict("broken", f"the page has no place `#{anchor}`") if missing else verdict

    def _request(self, method: str, page: str, busy: set[int]) -> _Answer | Verdict:
        retry = Retry(
            total=None,
            connect=self.retries,
            read=0,
            redirect=8,
            status=self.retries,
            other=0,
            status_forcelist=busy,
            allowed_methods={method},
            backoff_factor=min(self.pause, 2.0),
            retry_after_max=self.patience,
            raise_on_status=False,
        )
        limit = Timeout(connect=self.wait, read=self.wait)
        try:
            response = self._pool.request(method, page, retries=retry, timeout=limit, preload_content=False)
            with response:
                text = self._text(response) if method == "GET" and response.status < 400 else None
            return _Answer(response, text)
        except (HTTPError, ValueError, OSError) as error:
            return _why(error)

    def _text(self, response: BaseHTTPResponse) -> str | None:
        if "html" not in response.headers.get("Content-Type", ""):
            return None
        end, parts, size = time.monotonic() + self.wait, [], 0
        # As it arrives: a server that sends a byte a second never lets a whole read time out.
        while part := response.read1(65536, decode_content=True):
            parts.append(part)
            size += len(part)
            if time.monotonic() > end:
                raise TimeoutError
            if size > _READ:
                return None
        return b"".join(parts).decode("utf-8", errors="replace")


class _Answer:
    def __init__(self, response: BaseHTTPResponse, text: str | None) -> None:
        self.status = response.status
        history = response.retries.history if response.retries else ()
        self.hops = [(hop.status, hop.redirect_location) for hop in history if hop.redirect_location]
        self.final = response.geturl() or ""
        self.places = None if text is None else _Places.of(text)

    def verdict(self, page: str) -> Verdict:
        said = f"{self.status} {_phrase(self.status)}"
        if self.status < 400:
            if self.hops and all(status in (301, 308) for status, _ in self.hops):
                return Verdict("moved", f"moved to {urljoin(page, self.final or str(self.hops[-1][1]))}")
            return Verdict("ok")
        if self.status in _REFUSALS:
            return Verdict("refused", f"{said}: the server turns programs away")
        if self.status in _BUSY or self.status >= 500:
            return Verdict("later", said)
        return Verdict("broken", said)


class _Places(HTMLParser):
    """The anchors of a page: every ``id`` and the ``name`` of links (a form field's name is none)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    @classmethod
    def of(cls, text: str) -> set[str]:
        parser = cls()
        parser.feed(text)
        return parser.found

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if value and (name == "id" or (name == "name" and tag == "a")):
                self.found.add(value)


def _findable(anchor: str) -> bool:
    """Whether ``anchor`` is a place in the page's text, not an instruction to the browser or a script."""
    return bool(anchor) and not anchor.startswith((":~:", "!", "/"))


def _is_in(anchor: str, places: set[str]) -> bool:
    plain = unquote(anchor)
    # GitHub prefixes the ids of what users wrote.
    return not _findable(anchor) or not {anchor, plain, f"user-content-{plain}"}.isdisjoint(places)


def _why(error: Exception) -> Verdict:
    reason = error.reason if isinstance(error, MaxRetryError) else error
    if isinstance(reason, SSLError):
        return Verdict("broken", "the certificate is wrong or has expired")
    if isinstance(reason, ResponseError) and "redirect" in str(reason):
        return Verdict("broken", "redirects in a circle")
    if isinstance(reason, TimeoutError):
        return Verdict("later", "no answer in time")
    return Verdict("later", f"no connection ({type(reason).__name__})")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def without_anchor(url: str) -> tuple[str, str]:
    page, anchor = urldefrag(url)
    return page, anchor
