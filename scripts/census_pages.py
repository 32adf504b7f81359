"""What one HTML page says, as lists of lines that two builds can be compared by."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "data", "del", "em", "i", "ins", "kbd", "label", "mark", "q", "s"}
INLINE |= {"samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
SPOKEN = [
    "alt",
    "placeholder",
    "title",
    "role",
    "aria-label",
    "aria-current",
    "aria-live",
    "aria-pressed",
    "lang",
    "hidden",
]
CONTROLS = {"button", "form", "input", "select", "option", "textarea"}
CONTROL = ["type", "name", "value", "action", "method", "required", "checked", "selected", "disabled", "hidden"]
CACHE_BUSTER = re.compile(r"[?&]v=[\w.-]+")

type Lines = dict[str, list[str]]
type Attributes = dict[str, str]


def read_page(text: str, path: str) -> Lines:
    """Return what the page says by kind; ``path`` is its place below the root, from which links are resolved."""
    page = _Page(path)
    page.feed(text)
    page.close()
    page.end_line()
    return dict(page.lines)


def flatten(value: object, place: str = "") -> Iterator[str]:
    """Yield ``place = value`` for each leaf of a JSON value.

    Items of a list are named by their ``id`` where they have one, else by ``[]``: a new first item changes one line
    and not all. A list of numbers is one leaf.
    """
    if isinstance(value, dict) and value:
        for key, child in value.items():
            yield from flatten(child, f"{place}/{key}")
    elif isinstance(value, list) and value and not all(isinstance(child, int | float) for child in value):
        for child in value:
            key = child.get("id") or child.get("@id") if isinstance(child, dict) else None
            yield from flatten(child, f"{place}/{key}" if isinstance(key, str) else f"{place}[]")
    else:
        yield f"{place} = {json.dumps(value, ensure_ascii=False)}"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def squeeze(text: str) -> str:
    return " ".join(text.split())


class _Page(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.lines: defaultdict[str, list[str]] = defaultdict(list)
        self.open: list[str] = []
        self.line: list[str] = []
        # Elements whose whole text is one line, innermost last: its depth, its kind, what stands before, its pieces.
        self.wholes: list[tuple[int, str, str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in INLINE:
            self.end_line()
        self.note(tag, given)
        if tag in VOID:
            return
        self.open.append("headerlink" if "headerlink" in given.get("class", "").split() else tag)
        if begun := self.begin(tag, given):
            self.wholes.append((len(self.open), *begun, []))

    def begin(self, tag: str, given: Attributes) -> tuple[str, str] | None:
        """Return the kind of line and how it begins, where the text of ``tag`` is a line of its own."""
        if tag == "svg" or (tag in {"title", "desc"} and "svg" in self.open):
            return ("images", "svg: ") if tag == "svg" else None
        if tag == "title":
            return "title", ""
        if re.fullmatch("h[1-6]", tag):
            return "headings", f"{tag}: "
        if tag == "a" and "href" in given:
            return self.part("links"), f"{self.address(given['href'])} : "
        if tag == "script" and "src" not in given:
            return ("json-ld" if given.get("type") == "application/ld+json" else "scripts"), "inline "
        if tag == "style":
            return "styles", "inline "
        return None

    def note(self, tag: str, given: Attributes) -> None:
        """Write down what the attributes say."""
        add = self.lines
        for name in ("id", "name") if tag == "a" else ("id",):
            if name in given:
                add["anchors"].append(given[name])
        if tag == "meta":
            key = next((given[name] for name in ("name", "property", "http-equiv") if name in given), "")
            add["meta"].append(f"{key} = {squeeze(given.get('content', '') or given.get('charset', ''))}")
        elif tag == "link":
            add["head links"].append(f"{given.get('rel', '')} = {self.address(given.get('href', ''))}")
        elif tag == "img":
            add["images"].append(f"{self.address(given.get('src', ''))} : {given.get('alt', 'no alt')}")
        elif tag in {"script", "source", "iframe", "video", "audio"} and "src" in given:
            add["scripts" if tag == "script" else "media"].append(self.address(given["src"]))
        if tag in CONTROLS:
            kept = [f"{name}={CACHE_BUSTER.sub('', given[name])}" for name in CONTROL if name in given]
            add["controls"].append(" ".join([tag, *kept]))
        says = [name for name in SPOKEN if name in given and (tag, name) != ("img", "alt")]
        spoken = [f"{name}={squeeze(given[name])}" for name in says]
        if spoken and tag != "link" and "headerlink" not in given.get("class", "").split():
            add[self.part("labels")].append(" ".join([tag, *spoken]))

    def handle_endtag(self, tag: str) -> None:
        names = ["a" if name == "headerlink" else name for name in self.open]
        if tag not in names:
            return
        if tag not in INLINE:
            self.end_line()
        while self.open:
            depth, closed = len(self.open), self.open[-1]
            if self.wholes and self.wholes[-1][0] == depth:
                self.end_whole()
            self.open.pop()
            if closed == tag or (closed == "headerlink" and tag == "a"):
                break

    def end_whole(self) -> None:
        _, kind, start, pieces = self.wholes.pop()
        text = "".join(pieces)
        if kind == "json-ld":
            try:
                self.lines[kind] += flatten(json.loads(text))
            except ValueError:
                self.lines[kind].append(f"no JSON: {squeeze(text)}")
        elif kind in {"scripts", "styles"}:
            self.lines[kind].append(start + digest(text.encode()))
        elif start != "svg: " or squeeze(text):
            self.lines[kind].append(start + squeeze(text))

    def handle_data(self, data: str) -> None:
        hidden = bool({"script", "style"} & set(self.open))
        for _, kind, _, pieces in self.wholes:
            if kind == self.part("links") or "headerlink" not in self.open:
                # In a drawing each piece of text stands alone.
                pieces.append(data + " " if kind == "images" else data)
        if hidden or "body" not in self.open or "headerlink" in self.open or "svg" in self.open:
            return
        if "pre" not in self.open:
            self.line.append(data)
            return
        first, *rest = data.split("\n")
        self.line.append(first)
        for one in rest:
            self.end_line()
            self.line.append(one)

    def end_line(self) -> None:
        """Write down the text since the last boundary of a block."""
        if text := squeeze("".join(self.line)):
            self.lines[self.part("text")].append(text)
        self.line = []

    def part(self, kind: str) -> str:
        return kind if "main" in self.open else f"{kind} of the frame"

    def address(self, href: str) -> str:
        """Return where a link leads from the root of the site, without what only defeats caches."""
        href = CACHE_BUSTER.sub("", href.strip())
        return urljoin(f"/{self.path}", href) if not href.startswith("data:") else f"data: {digest(href.encode())}"
