"""Every page carries a Content-Security-Policy, and no kind of page does anything it forbids."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from conftest import Site
from playwright.sync_api import Browser, Page
from serving import serve

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
SCRIPT = re.compile(r'<script type="module" src="([^"?]+)')


def policies(html: Path) -> dict[str, str]:
    pages = {path: path.read_text("utf-8") for path in html.rglob("*.html") if "_static" not in path.parts}
    return {
        str(path.relative_to(html)): found[1] if (found := POLICY.search(page)) else ""
        for path, page in pages.items()
        if "stores" not in path.relative_to(html).parts
    }


def some_of_each(html: Path) -> list[str]:
    """Addresses of a page of each kind (in one folder, with the same scripts), and of all at the top."""
    kinds: dict[tuple[str, frozenset[str]], list[str]] = {}
    for name in sorted(policies(html)):
        path = PurePosixPath(name)
        folder = path.parent.parent if path.name == "index.html" else path.parent
        scripts = frozenset(one.rpartition("/")[2] for one in SCRIPT.findall((html / name).read_text("utf-8")))
        kinds.setdefault((str(folder), scripts), []).append(name)
    return [name for (folder, _), names in kinds.items() for name in (names if folder == "." else names[:1])]


def visit(page: Page, url: str) -> None:
    page.goto(url)
    page.keyboard.press("Control+K")  # the search dialog loads the index
    page.keyboard.type("chunk")
    # Answered: a page that is left, or a server that stops, in the middle of a request is an error of its own.
    page.locator("#pst-search-dialog [aria-busy=false] [data-entry=chunk]").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("window.violations") == [], url


def check_site(browser: Browser, html: Path) -> None:
    found = policies(html)
    assert found
    assert [name for name, policy in found.items() if not policy] == []
    assert [name for name, policy in found.items() if "unsafe" in policy or "default-src 'none'" not in policy] == []
    said: list[str] = []
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    with serve(html) as url:
        for name in some_of_each(html):
            visit(page, f"{url}/{name}")
        context.close()
    assert said == []


def test_no_page_breaks_its_policy(browser: Browser, built_site: Path) -> None:
    check_site(browser, built_site)


def test_the_policy_stops_what_does_not_belong(browser: Browser, site: Site) -> None:
    site.wear_our_look()
    assert site.build()
    path = site.html / "glossary/whisk.html"
    evil = "<script>window.owned = 1</script><img src=x onerror='window.owned = 2'>"
    path.write_text(path.read_text().replace("</article>", f"{evil}</article>"))
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    with serve(site.html) as url:
        page.goto(f"{url}/glossary/whisk.html", wait_until="networkidle")
        assert page.evaluate("window.owned") is None
        assert len(page.evaluate("window.violations")) >= 2
    context.close()
