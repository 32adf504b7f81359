"""The site as it arrives at readers: packed whole, at the address where it is served, below a path."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
import zarr
from conftest import ROOT, Site
from playwright.sync_api import Browser, Page
from serving import serve
from yaozarrs import validate_zarr_store

PUBLISH = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
BELOW = "/team/desk"


def pack(folder: Path, archive: Path) -> None:
    """Pack as ``actions/upload-pages-artifact`` does with the inputs that our workflow gives it.

    https://github.com/actions/upload-pages-artifact/blob/v5.0.0/action.yml
    """
    (given,) = [step["with"] for step in PUBLISH["jobs"]["build"]["steps"] if "pages-artifact" in step.get("uses", "")]
    hidden = [] if given.get("include-hidden-files") is True else ["--exclude=.[^/]*"]
    options = ["--dereference", "--hard-dereference", "--directory", str(folder), "-cf", str(archive)]
    subprocess.run(["tar", *options, "--exclude=.git", "--exclude=.github", *hidden, "."], check=True)


def test_every_file_and_every_store_of_zarr_format_2_arrives(built_site: Path, tmp_path: Path) -> None:
    pack(built_site, tmp_path / "artifact.tar")
    with tarfile.open(tmp_path / "artifact.tar") as archive:
        archive.extractall(tmp_path / "site", filter="data")
    there = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()}
    assert {
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()
    } == there
    stores = sorted((tmp_path / "site/stores").glob("*/v04/*.ome.zarr"))
    assert len(stores) > 10
    for store in stores:
        group = zarr.open_group(store, mode="r", zarr_format=2)
        assert group.attrs, store.name
    validate_zarr_store(str(tmp_path / "site/stores/image/v04/image.ome.zarr"))


@pytest.fixture
def own_look(site: Site) -> Site:
    """The small site with the theme of a help desk."""
    conf = site.root / "conf.py"
    kept = [line for line in conf.read_text().splitlines() if not line.startswith("html_")]
    conf.write_text("\n".join([*kept, 'html_theme = "helpdesk"', 'html_baseurl = "https://example.org/"', ""]))
    return site


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "https://example.org/"),
        (
            {"READTHEDOCS_CANONICAL_URL": "https://kitchen.example.net/en/stable/"},
            "https://kitchen.example.net/en/stable/",
        ),
        ({"HELPDESK_BASE_URL": "https://cooks.example.net/desk"}, "https://cooks.example.net/desk/"),
        ({"HELPDESK_BASE_URL": "", "READTHEDOCS_CANONICAL_URL": ""}, "https://example.org/"),
    ],
)
def test_every_absolute_address_follows_the_place_where_it_is_built(
    own_look: Site, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], address: str
) -> None:
    for name in ("HELPDESK_BASE_URL", "READTHEDOCS_CANONICAL_URL"):
        monkeypatch.delenv(name, raising=False)
    assert own_look.build()
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert own_look.build(), "a second build, in which nothing but the address is new"
    page = own_look.pages()["glossary/whisk.html"]
    assert f'rel="canonical" href="{address}glossary/whisk.html"' in page
    assert f'property="og:url" content="{address}glossary/whisk.html"' in page
    assert f"<loc>{address}glossary/whisk.html</loc>" in (own_look.html / "sitemap.xml").read_text()
    assert f"Sitemap: {address}sitemap.xml" in (own_look.html / "robots.txt").read_text()
    assert f"{address}glossary/whisk.html" in (own_look.html / "glossary.ttl").read_text()
    assert f'<base href="/{address.split("/", 3)[3]}">' in own_look.pages()["404.html"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def not_here(page: Page, address: str, html: Path) -> None:
    """Open an address that the host answers with the page for missing addresses."""
    text = (html / "404.html").read_text("utf-8")
    page.route(address, lambda route: route.fulfill(status=404, body=text, content_type="text/html"))
    page.goto(address, wait_until="networkidle")


def test_below_a_path(own_look: Site, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPDESK_BASE_URL", f"https://example.net{BELOW}")
    assert own_look.build()
    place = tmp_path / "served" / BELOW.lstrip("/")
    place.parent.mkdir(parents=True)
    place.symlink_to(own_look.html.resolve(), target_is_directory=True)
    failed: list[str] = []
    # A page that is left stops loading what it no longer needs.
    page.on("requestfailed", lambda one: failed.append(one.url) if one.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    with serve(tmp_path / "served") as url:
        for wrong in ("nothing", "no/such/page.html"):
            not_here(page, f"{url}{BELOW}/{wrong}", own_look.html)
            failed = [address for address in failed if not address.endswith(wrong)]
            assert page.evaluate("getComputedStyle(document.querySelector('.bd-header')).borderBottomStyle") == "solid"
            page.locator("main input[name=q]").fill("whisk")
            page.locator("main [data-entry=whisk] a").click()
            page.wait_for_url(f"{url}{BELOW}/glossary/whisk.html")
        page.get_by_role("navigation", name="Main").get_by_role("link").first.click()
        page.wait_for_url(f"{url}{BELOW}/glossary/index.html")
    assert failed == []


def test_stores_open_below_the_path_of_the_real_site(
    base_url: str, built_site: Path, page: Page, tmp_path: Path
) -> None:
    (canonical,) = {
        line.partition('href="')[2].partition('"')[0].removesuffix("docs/examples/image/index.html")
        for line in (built_site / "docs/examples/image/index.html").read_text("utf-8").splitlines()
        if 'rel="canonical"' in line
    }
    below = canonical.partition("://")[2].partition("/")[2].strip("/")
    place = tmp_path / below
    place.parent.mkdir(parents=True)
    place.symlink_to(built_site.resolve(), target_is_directory=True)
    with serve(tmp_path) as url:
        page.goto(f"{url}/{below}/docs/examples/image/index.html")
        stores = page.locator("a", has_text="web validator").evaluate_all("all => all.map(link => link.search)")
        assert stores
        for source in stores:
            address = source.removeprefix("?source=")
            assert address.startswith(canonical)
            name = ".zattrs" if "/v04/" in address else "zarr.json"
            answer = page.request.get(f"{url}/{below}/{address.removeprefix(canonical)}/{name}")
            assert answer.ok and answer.json(), address
        with page.expect_download() as download:
            page.get_by_role("link", name="dataset as ZIP").first.click()
        assert download.value.failure() is None
        not_here(page, f"{url}/{below}/no/such/page.html", built_site)
        page.locator("main article li a").first.click()
        assert page.url.startswith(f"{url}/{below}/")
