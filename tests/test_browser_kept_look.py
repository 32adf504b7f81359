"""How each rule of our styles looks where it first meets something: on a wide screen, dark, narrow and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser_pages import KINDS
from conftest import ROOT
from keeping import keep
from playwright.sync_api import Page
from serving import serve
from test_pages import full, run_example

from helpdesk_omezarr.stores.sandbox import Sandbox

SHEETS = sorted([*ROOT.glob("scripts/helpdesk*/*/static/css/*.css"), *ROOT.glob("scripts/*/*/browser/*.css")])
# Of the real site the pages whose text does not come from entries.
REAL = {"home": "main", "check": "#check-result[data-status]", "edit": "#edit-result[data-status]"}
REAL |= {"describe": "#describe[data-done]", "propose": "form[data-kind]:not([hidden])", "results": ".hits li"}
SMALL = ("glossary/index.html", "glossary/sieve.html", "glossary/beater.html", "docs/guide/everything.html", "404.html")
SMALL += ("faq/index.html", "faq/lumps.html", "docs/mistakes/salt.html", "docs/channels.html", "docs/guide/mixing.html")
SMALL += ("docs/examples/image/index.html",)
SCREENS = {
    "wide": {"media": "screen", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
    "paper": {"media": "print", "color_scheme": "light"},
    "narrow": {"media": "screen", "color_scheme": "light"},
}
# A size that comes from the room there is, or from letters, is told as it is written.
LOOK = r"""sheets => {
    const found = {};
    const written = /auto|%|fr\b|\dch|\d[sld]?v[wh]|min\(|max\(|clamp|repeat|fit-content/;
    const sized = /^(width|height|inline-size|block-size|top|right|bottom|left|inset|grid-template|transform|font-f)/;
    const parts = selectors => selectors.split(/,(?![^()]*(?:\([^()]*\)[^()]*)*\))/).map(one => one.trim());
    const look = (part, rule) => {
        const [before, after] = part.split("::");
        const pseudo = after ? `::${after}` : null;
        let element;
        try { element = document.querySelector(before || "*"); } catch { return; }
        if (!element || /::(?!before|after)/.test(part)) return;
        const computed = getComputedStyle(element, pseudo);
        const values = found[part] ??= {};
        for (const name of rule.style) {
            const own = rule.style.getPropertyValue(name);
            const asWritten = name.startsWith("--") || sized.test(name) || written.test(own);
            values[name] = asWritten ? own : computed.getPropertyValue(name);
        }
    };
    const visit = rules => {
        for (const rule of rules) {
            if (rule instanceof CSSStyleRule) for (const part of parts(rule.selectorText)) look(part, rule);
            else if (!rule.media || matchMedia(rule.media.mediaText).matches) visit(rule.cssRules ?? []);
        }
    };
    for (const text of sheets) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        visit(sheet.cssRules);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Iterator[str]:
    """The address of a small site with every field."""
    site = full(tmp_path_factory.mktemp("look"), run_example(tmp_path_factory.mktemp("kept"), sandbox))
    assert site.build()
    with serve(site.html) as url:
        yield url


def look(page: Page, texts: list[str]) -> dict[str, dict[str, dict[str, str]]]:
    """For each kind of screen what each selector that meets something makes of it."""
    found = {}
    for screen, media in SCREENS.items():
        page.set_viewport_size({"width": 375 if screen == "narrow" else 1280, "height": 800})
        page.emulate_media(**media)  # type: ignore[arg-type]
        found[screen] = page.evaluate(LOOK, texts)
    return found


def in_short(values: dict[str, str]) -> dict[str, str]:
    """``values`` with one for four equal sides, and without what a shorthand only sets back."""
    short: dict[str, str] = {}
    for name, value in values.items():
        if re.match("border-image|background-(?!color|image)|font-(?!family|size$|weight|style)", name):
            continue
        side = re.match("(.*?)-(top|right|bottom|left)(.*)", name)
        sides = [values.get(f"{side[1]}-{one}{side[3]}") for one in ("top", "right", "bottom", "left")] if side else []
        if side and set(sides) == {value}:
            short[f"{side[1]}{side[3]}"] = value
        else:
            short[name] = value
    return short


def test_each_rule_looks_as_it_is_kept(still_page: Page, base_url: str, small: str) -> None:
    texts = [path.read_text("utf-8") for path in SHEETS]
    assert len(texts) >= 13
    seen: dict[str, dict[str, dict[str, str]]] = {screen: {} for screen in SCREENS}
    store = f"?source={base_url}/stores/labels/v05/labels.ome.zarr"
    wanted = [(f"{small}/{address}", "main") for address in SMALL]
    wanted += [(f"{base_url}/{KINDS[kind]}{store if kind == 'check' else ''}", done) for kind, done in REAL.items()]
    for address, done in wanted:
        still_page.set_viewport_size({"width": 1280, "height": 800})
        still_page.goto(address)
        still_page.wait_for_selector(done, state="attached")
        for screen, looks in look(still_page, texts).items():
            seen[screen] = looks | seen[screen]
    assert len(seen["wide"]) > 300
    lines = []
    for screen, looks in seen.items():
        for selector, values in sorted(looks.items()):
            wide = {} if screen == "wide" else seen["wide"].get(selector, {})
            changed = {name: value for name, value in values.items() if wide.get(name) != value}
            said = " ".join(f"{name}: {value};" for name, value in in_short(changed).items())
            lines += [f"{screen} | {selector} | {said}\n"] if said else []
    keep("look", "".join(lines))
