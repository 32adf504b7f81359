"""Links: LinkChecker on the built site, told at the lines people edit; and asking other people's servers politely."""

from __future__ import annotations

import contextlib
import datetime
import io
import itertools
import json
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme
from conftest import FILES, ROOT, Site

from helpdesk.cli import main
from helpdesk.links.external import Asker
from helpdesk.links.internal import check_built
from helpdesk.links.outward import Outward, outward_links
from helpdesk.links.survey import ask_all, survey
from helpdesk.model.link_exceptions import LEDGER, Ledger
from helpdesk.reading.problems import Unusable

TODAY = datetime.date(2026, 11, 21)
PAGE = b'<html><body><h1 id="top">T</h1><a name="old">x</a><input name="q"><p id="user-content-told">'
PAGE += b'<p id="caf\xc3\xa9"></body></html>'


# The built site


def test_the_real_site_has_no_broken_link(built_site: Path) -> None:
    assert check_built(ROOT, built_site) == []


WRONG = {
    "send.html": '<form action="{}"><button>Send</button></form>',
    "moved.html": '<meta http-equiv="refresh" content="0; url={}">',
    "look.css": '<link rel="stylesheet" href="{}">',
    "script.js": '<script src="{}"></script>',
    "none.png": '<img alt="" src="{}">',
    "large.png": '<img alt="" srcset="{} 2x">',
    "#nowhere": '<a href="{}">a place</a>',
    "a%20b.html": '<a href="{}">a name with a space</a>',
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What `helpdesk links` says of a site some of whose built pages were changed by hand."""
    site = Site(Path(shutil.copytree(FILES / "site", tmp_path_factory.mktemp("small") / "site")))
    site.edit("docs/guide/mixing.md", "# Mixing\n", "# Mixing\n\nA long recipe has an index.\n")
    assert site.build()
    (site.html / "glossary/batter.html").unlink()
    (site.html / "glossary/index.html").unlink()
    every = "".join(html.format(target) for target, html in WRONG.items())
    for name, old, new in [
        ("docs/channels.html", 'id="channel-neighbor"', 'id="else"'),
        ("docs/guide/mixing.html", "</main>", f"{every}</main>"),
        ("glossary/whisk.html", "_static/", "_statics/"),
    ]:
        page = site.html / name
        page.write_text(page.read_text().replace(old, new))
    with contextlib.redirect_stdout(io.StringIO()) as told:
        assert main(["links", str(site.root)]) == 1
    return told.getvalue().splitlines()


def test_a_broken_link_is_told_at_the_line_that_made_it(said: list[str]) -> None:
    for start in (
        "faq/lumps.yaml:11: L501 broken link `../docs/channels.html#channel-neighbor`",  # ask: neighbor
        "faq/lumps.yaml:12: L501 broken link `../glossary/batter.html`",  # related: [glossary/batter]
        "docs/guide/mixing.md:1: L501 broken link `none.png`",  # no line of the source names the picture
        "docs/guide/mixing.md:1: L501 broken link `../../glossary/index.html`",  # of a template
        "glossary/whisk.yaml:1: L501 broken link `../_statics/",
    ):
        assert any(line.startswith(start) for line in said), (start, said)
    assert all(": L501 " in line for line in said)
    assert any("the page has no place `#channel-neighbor`" in line for line in said)


@pytest.mark.parametrize("target", WRONG)
def test_every_kind_of_address_on_a_page_is_followed(said: list[str], target: str) -> None:
    (line,) = [line for line in said if f"broken link `{target}" in line]
    assert line.startswith("docs/guide/mixing.md:")
    why = "the page has no place `#nowhere`" if target == "#nowhere" else "404"
    assert "on the page docs/guide/mixing.html: " in line and why in line


def test_links_without_a_site_is_an_error_of_its_own(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", str(site.root)]) == 2
    assert "run `helpdesk site` first" in capsys.readouterr().err


# The world outside


@dataclass
class World:
    """A server that behaves as its paths say, and notes what it was asked and when."""

    address: str
    asked: list[tuple[str, str, float]] = field(default_factory=list)

    def methods(self, path: str) -> list[str]:
        return [method for method, asked, _ in self.asked if asked == path]


class Behavior(BaseHTTPRequestHandler):
    world: World

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        self.world.asked.append((self.command, self.path, time.monotonic()))
        name, _, number = self.path.strip("/").partition("-")
        match name:
            case "moved" | "found":
                status = {"moved": 301, "found": 302}[name]
                self._send(status, Location=f"/{name}-{int(number) - 1}" if number != "0" else "/page")
            case "circle":
                self._send(302, Location="/circle")
            case "status":
                self._send(int(number))
            case "gethead":
                self._send(405 if self.command == "HEAD" else 200)
            case "busy":
                first = len(self.world.methods(self.path)) == 1
                self._send(429, **{"Retry-After": "1"}) if first else self._send(200)
            case "drip":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                for _ in range(40):
                    self.wfile.write(b"<p>")
                    self.wfile.flush()
                    time.sleep(0.1)
            case "late":
                time.sleep(0.4)
                self._send(200)
            case "hang":
                time.sleep(6)
            case "large":
                self._send(200, b"<p>" * 2_000_000)
            case _:
                self._send(200)

    def _send(self, status: int, body: bytes = PAGE, **headers: str) -> None:
        body = body if status == 200 else b""
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        pass  # clients that hang up are what this server is for


@contextmanager
def running(context: ssl.SSLContext | None = None) -> Iterator[World]:
    handler = type("Handler", (Behavior,), {})
    server = Server(("127.0.0.1", 0), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    handler.world = World(f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield handler.world
    server.shutdown()
    server.server_close()


@pytest.fixture
def world() -> Iterator[World]:
    with running() as world:
        yield world


QUICK = Asker(pause=0.02, wait=1.0, patience=2, retries=1)


@pytest.mark.parametrize(
    ("path", "outcome", "says"),
    [
        ("page", "ok", ""),
        ("page#top", "ok", ""),
        ("page#old", "ok", ""),
        ("page#told", "ok", ""),  # GitHub writes `user-content-` before the ids of its users
        ("page#user-content-told", "ok", ""),
        ("page#caf%C3%A9", "ok", ""),
        ("page#:~:text=words", "ok", ""),
        ("page#gone", "broken", "the page has no place `#gone`"),
        ("page#q", "broken", "the page has no place `#q`"),  # the name of a form field is no place
        ("gethead", "ok", ""),
        ("late", "ok", ""),
        ("moved-0", "moved", "moved to {0}/page"),
        ("moved-2", "moved", "moved to {0}/page"),
        ("found-2", "ok", ""),
        ("circle", "broken", "redirects in a circle"),
        ("status-404", "broken", "404 Not Found"),
        ("status-410", "broken", "410 Gone"),
        ("status-599", "later", "599 "),
        ("status-499", "broken", "499 "),
        ("large#far", "ok", ""),  # no more than some MiB of a page are read, so its places are not known
        ("status-403", "refused", "403 Forbidden: the server turns programs away"),
        ("status-401", "refused", "401 Unauthorized: the server turns programs away"),
        ("status-429", "later", "429 Too Many Requests"),
        ("status-500", "later", "500 Internal Server Error"),
        ("status-503", "later", "503 Service Unavailable"),
        ("drip#top", "later", "no answer in time"),
        ("hang", "later", "no answer in time"),
    ],
)
def test_verdicts(world: World, path: str, outcome: str, says: str) -> None:
    url = f"{world.address}/{path}"
    verdict = ask_all([url], QUICK, 20)[url]
    assert (verdict.outcome, verdict.detail) == (outcome, says.format(world.address))


def test_a_wrong_certificate_is_broken() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with running(context) as world:
        url = f"{world.address}/page"
        assert ask_all([url], QUICK, 10)[url].detail == "the certificate is wrong or has expired"


def test_no_server_at_all() -> None:
    url = "http://127.0.0.1:9/page"
    assert ask_all([url], QUICK, 10)[url].outcome == "later"


def test_retry_after_is_obeyed(world: World) -> None:
    url = f"{world.address}/busy"
    assert ask_all([url], QUICK, 10)[url].outcome == "ok"
    first, second = (when for _, _, when in world.asked)
    assert 0.9 < second - first < 2.5


def test_asking_is_polite(world: World) -> None:
    """HEAD alone where that is enough, one GET for all anchors of a page, one request at a time with a pause."""
    asker = Asker(pause=0.2, wait=1.0)
    ask_all([f"{world.address}/{path}" for path in ("a", "b", "c#top", "c#old", "c")], asker, 20)
    assert [world.methods(path) for path in ("/a", "/b", "/c")] == [["HEAD"], ["HEAD"], ["GET"]]
    times = sorted(when for _, _, when in world.asked)
    assert all(later - earlier >= 0.19 for earlier, later in itertools.pairwise(times))


def test_the_whole_check_ends(world: World) -> None:
    urls = [f"{world.address}/{path}" for path in ("hang-1", "hang-2", "hang-3")]
    start = time.monotonic()
    verdicts = ask_all(urls, Asker(pause=0, wait=5.0, retries=0), 0.5)
    assert time.monotonic() - start < 2
    assert len(verdicts) < 3


# The ledger, the memory, and what fails


def links(*urls: str) -> list[Outward]:
    return [Outward(url, Path("faq/a.yaml"), i) for i, url in enumerate(urls, 1)]


def ledger(
    root: Path, *, pattern: str = ".*/status-403.*", expires: str = "2027-01-01", reason: str = "robots"
) -> Ledger:
    path = root / LEDGER
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"exceptions:\n  - pattern: '{pattern}'\n    reason: {reason}\n    owner: editors\n    expires: {expires}\n"
    )
    return Ledger.read(root)


def test_an_exception_excuses_until_it_expires(world: World, tmp_path: Path) -> None:
    found = links(f"{world.address}/status-403", f"{world.address}/status-404")
    current = survey(found, ledger(tmp_path), QUICK, tmp_path / "m.json", TODAY)
    assert [(problem.code, problem.line) for problem in current.problems] == [("L502", 2)]
    assert ["excused until 2027-01-01" in note.message for note in current.notes] == [True]

    over = survey(found, ledger(tmp_path, expires="2026-11-20"), QUICK, tmp_path / "m.json", TODAY)
    expired = next(problem for problem in over.problems if problem.code == "L503")
    assert (str(expired.path), expired.line) == ("docs/_data/link-exceptions.yaml", 5)


@pytest.mark.parametrize(
    "change",
    [
        {"pattern": ".*/status(-403.*"},
        {"pattern": "https://.*a.*a.*a.*b"},
        {"pattern": "https://(a+)+b/status"},
        {"pattern": "a"},
        {"reason": "''"},
        {"expires": "never"},
    ],
)
def test_a_wrong_ledger_is_refused(tmp_path: Path, change: dict[str, str]) -> None:
    with pytest.raises(Unusable):
        ledger(tmp_path, **change)


def test_the_real_ledger_is_right() -> None:
    assert (ROOT / LEDGER).exists()
    Ledger.read(ROOT)


def test_what_was_fine_lately_is_not_asked_again(world: World, tmp_path: Path) -> None:
    memory, found = tmp_path / "m.json", links(f"{world.address}/page", f"{world.address}/status-404")
    nothing = Ledger.read(tmp_path)
    survey(found, nothing, QUICK, memory, TODAY)
    again = survey(found, nothing, QUICK, memory, TODAY + datetime.timedelta(days=1))
    assert (again.asked, again.remembered) == (1, 1)
    week = survey(found, nothing, QUICK, memory, TODAY + datetime.timedelta(days=7))
    assert week.asked == 2
    memory.write_text("{ damaged")
    assert survey(found, nothing, QUICK, memory, TODAY).asked == 2


def test_a_busy_server_does_not_block_a_contributor(world: World, tmp_path: Path) -> None:
    found, nothing = links(f"{world.address}/status-500"), Ledger.read(tmp_path)
    strict = survey(found, nothing, QUICK, tmp_path / "m.json", TODAY)
    assert [problem.code for problem in strict.problems] == ["L504"]
    lenient = survey(found, nothing, QUICK, tmp_path / "m.json", TODAY, lenient=True)
    assert (lenient.problems, [note.code for note in lenient.notes]) == ([], ["L504"])


def test_a_new_address_is_told_and_no_failure(world: World, tmp_path: Path) -> None:
    found = survey(links(f"{world.address}/moved-0"), Ledger.read(tmp_path), QUICK, tmp_path / "m.json", TODAY)
    assert (found.problems, [note.code for note in found.notes]) == ([], ["L505"])
    assert found.notes[0].message.endswith("/page; write the new address")


def test_what_is_told_of_each_link_says_what_to_do(world: World, tmp_path: Path) -> None:
    paths = ("page", "status-404", "status-401", "status-500", "moved-0", "status-403")
    found = links(*(f"{world.address}/{path}" for path in paths))
    told = survey(found, ledger(tmp_path), QUICK, tmp_path / "m.json", TODAY)
    assert (told.asked, told.remembered) == (6, 0)
    at = "faq/a.yaml"
    turned = "the server turns programs away"
    assert [str(one).replace(world.address, "SITE") for one in told.problems] == [
        f"{at}:2: L502 SITE/status-404: 404 Not Found; correct it",
        f"{at}:3: L502 SITE/status-401: 401 Unauthorized: {turned}; open it by hand; if it is right, add an exception",
        f"{at}:4: L504 SITE/status-500: 500 Internal Server Error; if it stays so, correct or remove the link",
    ]
    assert [str(one).replace(world.address, "SITE") for one in told.notes] == [
        f"{at}:5: L505 SITE/moved-0: moved to SITE/page; write the new address",
        f"{at}:6: L502 SITE/status-403: 403 Forbidden: {turned}; excused until 2027-01-01",
    ]


def test_every_link_of_the_sources_is_found_at_its_line(site: Site) -> None:
    site.edit("docs/guide/mixing.md", "Take", "A [page](https://example.org/a#b).\nTake")
    site.edit("faq/lumps.yaml", "Pour slowly", "[Pour](https://example.org/pour) slowly")
    found = {(link.url, str(link.path), link.line) for link in outward_links(site.root)}
    assert {
        ("https://example.org/a#b", "docs/guide/mixing.md", 6),
        ("https://example.org/pour", "faq/lumps.yaml", 6),
        ("https://example.org/lumps", "faq/lumps.yaml", 15),
        ("https://example.org/library", "docs/channels.yaml", 20),
    } <= found


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_only_links_on_changed_lines_are_asked(site: Site, world: World, capsys: pytest.CaptureFixture[str]) -> None:
    site.edit("faq/lumps.yaml", "https://example.org/lumps", f"{world.address}/status-404")
    git(site.root, "init", "-q")
    git(site.root, "add", ".")
    git(site.root, "commit", "-q", "-m", "first")
    site.edit("glossary/bowl.yaml", "https://example.org/bowl", f"{world.address}/status-410")
    site.edit("glossary/bowl.yaml", "Put the", f"[Put]({world.address}/page) the")
    arguments = ["links", str(site.root), "--external", "--format", "github", "--today", TODAY.isoformat()]
    assert main([*arguments, "--changed-since", "HEAD"]) == 1
    out = capsys.readouterr().out
    assert "::error file=glossary/bowl.yaml,line=13,title=L502::" in out
    assert {path for _, path, _ in world.asked} == {"/status-410", "/page"}
    assert json.loads((site.root / "_build/links.json").read_text()) == {f"{world.address}/page": "2026-11-21"}
    assert main([*arguments, "--changed-since", "no-such-commit"]) == 2


def test_tables_and_pages_without_a_kind_are_asked_too(
    site: Site, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cell and a source of a table in docs/_data, the pages of folders, and an address inside a channel."""
    rows = "columns: {tool: Tool}\nrows:\n  - tool: Whisk\nsources: []\n"
    (site.root / "docs/_data").mkdir()
    (site.root / "docs/_data/tools.yaml").write_text(rows)
    git(site.root, "init", "-q")
    git(site.root, "add", ".")
    git(site.root, "commit", "-q", "-m", "first")
    site.edit("docs/_data/tools.yaml", "Whisk", f"'[Whisk]({world.address}/status-404)'")
    source = f"\n  - url: {world.address}/status-410\n    supports: it\n"
    site.edit("docs/_data/tools.yaml", "sources: []\n", f"sources:{source}")
    site.edit("glossary/index.md", "# Glossary", f"# Glossary\n\n<{world.address}/folder>")
    also = f"    also:\n      - {{name: a, url: {world.address}/also, short: b}}\n    prepare:"
    site.edit("docs/channels.yaml", "    prepare:", also)
    arguments = ["links", str(site.root), "--external", "--changed-since", "HEAD", "--today", TODAY.isoformat()]
    assert main(arguments) == 1
    out = capsys.readouterr().out
    assert "docs/_data/tools.yaml:3: L502" in out and "docs/_data/tools.yaml:5: L502" in out
    assert out.count("L502") == 2
    assert {path for _, path, _ in world.asked} == {"/status-404", "/status-410", "/folder", "/also"}
