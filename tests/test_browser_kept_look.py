"""How each rule of our styles looks where it first meets something: wide, dark, narrow, on paper, in forced colors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser_pages import KINDS
from conftest import ROOT
from keeping import keep
from playwright.sync_api import Page
from serving import serve
from test_browser_check_kept import make
from test_guest import make_host
from test_pages import full, run_example

from helpdesk_omezarr.stores.sandbox import Sandbox

SHEETS = sorted([*ROOT.glob("scripts/helpdesk*/*/static/css/*.css"), *ROOT.glob("scripts/*/*/browser/*.css")])
GUEST = ROOT / "scripts/helpdesk/theme/guest.css"
type Looks = dict[str, dict[str, str]]  # for a selector the values of its properties
type Act = Callable[[Page, Path], object]


def open_a_card(page: Page, _: Path) -> None:
    page.locator("main a.reference.internal:has(> .term)").first.hover()
    page.wait_for_selector(".card")


def choose(name: str) -> Act:
    """Choose one of the stores whose answers are kept, and open everything."""

    def act(page: Page, folder: Path) -> None:
        page.set_input_files("#check-folder", make(name, folder / name))
        page.wait_for_selector("#check-result[data-status]")
        page.evaluate("for (const one of document.querySelectorAll('#check-result details')) one.open = true")

    return act


def more(page: Page, _: Path) -> None:
    page.click(".results button.more")
    page.wait_for_selector(".results h2")


def nothing(page: Page, _: Path) -> None:
    pass


REFUSED = "describe.html#version=0.4&with=yaozarrs&axes=cyx&size=2,9000,9000&levels=1"
# Of the real site: what is on its page when it is ready, and what is done there.
REAL: dict[str, tuple[str, Act]] = {
    KINDS["home"]: ("main", nothing),
    KINDS["term"]: ("main", open_a_card),
    KINDS["example"]: ("main", nothing),
    "docs/examples/labels/index.html": ("main", nothing),
    KINDS["mistake"]: ("main", nothing),
    "docs/mistakes/label-transform-affine.html": ("main", nothing),
    "docs/mistakes/matrix.html": ("main", nothing),
    "docs/contribute/rules.html": ("main", nothing),
    f"{KINDS['check']}?source=stores/labels/v05/labels.ome.zarr": ("#check-result[data-status]", nothing),
    KINDS["check"]: ("#check", choose("wells.ome.zarr")),
    f"{KINDS['check']}?": ("#check", choose("many.ome.zarr")),
    f"{KINDS['check']}?again": ("#check", choose("channels.ome.zarr")),
    KINDS["edit"]: ("#edit-result[data-status]", nothing),
    "describe.html": ("#describe[data-done]", nothing),
    REFUSED: ("#describe[data-done]", nothing),
    REFUSED.replace("9000", "none"): ("#describe-status:not(:empty)", nothing),
    KINDS["results"]: (".hits li", more),
    "search.html?q=half-pixel+offset": (".hits .best", nothing),
}
SMALL = ("glossary/index.html", "glossary/sieve.html", "glossary/beater.html", "docs/guide/everything.html")
SMALL += ("faq/lumps.html", "docs/mistakes/salt.html", "docs/channels.html")
SMALL += ("docs/examples/image/index.html",)
SCREENS = {
    "wide": {"media": "screen", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
    "paper": {"media": "print", "color_scheme": "light"},
    "narrow": {"media": "screen", "color_scheme": "light"},
    "forced colors": {"media": "screen", "color_scheme": "light", "forced_colors": "active"},
}
# A size that comes from the room there is, or from letters, is told as it is written.
# A state such as :hover is one that a pointer brings about: here an attribute of its name does, of an element, those
# around it and those before it. Of forced colors only the rules for them are of interest.
LOOK = r"""([sheets, forced, known]) => {
    const found = {}, seen = new Set(known);
    const written = /auto|%|fr\b|\dch|\d[sld]?v[wh]|min\(|max\(|clamp|repeat|fit-content/;
    const sized = /^(width|height|inline-size|block-size|top|right|bottom|left|inset|grid-template|transform|font-f)/;
    const state = /:(hover|focus-visible|focus-within|focus|active)\b/g;
    const parts = selectors => selectors.split(/,(?![^()]*(?:\([^()]*\)[^()]*)*\))/).map(one => one.trim());
    const visit = (rules, use, media = "") => {
        for (const rule of rules) {
            if (rule instanceof CSSStyleRule) use(rule, media);
            else if (!rule.media || matchMedia(rule.media.mediaText).matches)
                visit(rule.cssRules ?? [], use, media + (rule.media?.mediaText ?? ""));
        }
    };
    const around = element => {
        const all = [element];
        for (let one = element; one; one = one.parentElement) all.push(one);
        for (let one = element; one; one = one.previousElementSibling) all.push(one);
        return all;
    };
    const look = (part, rule) => {
        if (seen.has(part)) return;
        const [before, after] = part.split("::");
        const pseudo = after ? `::${after}` : null;
        const states = [...part.matchAll(state)].map(([, name]) => `data-${name}`);
        let element;
        try { element = document.querySelector(before.replace(state, ":not(none)") || "*"); } catch { return; }
        if (!element || /::(?!before|after)/.test(part)) return;
        for (const one of around(element)) for (const name of states) one.setAttribute(name, "");
        const computed = getComputedStyle(element, pseudo);
        const values = found[part] ??= {};
        for (const name of rule.style) {
            const own = rule.style.getPropertyValue(name);
            const asWritten = name.startsWith("--") || sized.test(name) || written.test(own);
            values[name] = asWritten ? own : computed.getPropertyValue(name);
        }
        for (const one of around(element)) for (const name of states) one.removeAttribute(name);
    };
    for (const sheet of document.styleSheets)
        visit(sheet.cssRules, rule => {
            if (rule.selectorText.match(state)) rule.selectorText = rule.selectorText.replace(state, "[data-$1]");
        });
    for (const text of sheets) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        visit(sheet.cssRules, (rule, media) => {
            if (forced && !media.includes("forced-colors")) return;
            for (const part of parts(rule.selectorText)) look(part, rule);
        });
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


def look(page: Page, texts: list[str], seen: dict[str, Looks]) -> None:
    """Add to ``seen``, for each kind of screen, what each selector that now first meets something makes of it."""
    for screen, media in SCREENS.items():
        page.set_viewport_size({"width": 375 if screen == "narrow" else 1280, "height": 800})
        page.emulate_media(**{"forced_colors": "none"} | media)  # type: ignore[arg-type]
        seen[screen] |= page.evaluate(LOOK, [texts, "forced_colors" in media, list(seen[screen])])


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


def told(seen: dict[str, Looks]) -> str:
    """A line for each kind of screen and selector; what is as on the wide one is not told again."""
    lines = []
    for screen, looks in seen.items():
        for selector, values in sorted(looks.items()):
            wide = {} if screen == "wide" else seen["wide"].get(selector, {})
            changed = {name: value for name, value in values.items() if wide.get(name) != value}
            said = " ".join(f"{name}: {value};" for name, value in in_short(changed).items())
            lines += [f"{screen} | {selector} | {said}\n"] if said else []
    return "".join(lines)


def test_each_rule_looks_as_it_is_kept(still_page: Page, base_url: str, small: str, tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in SHEETS]
    assert len(texts) >= 13
    seen: dict[str, Looks] = {screen: {} for screen in SCREENS}
    wanted = [(f"{small}/{address}", "main", nothing) for address in SMALL]
    wanted += [
        (f"{base_url}/{address.replace('source=', f'source={base_url}/')}", done, act)
        for address, (done, act) in REAL.items()
    ]
    for number, (address, done, act) in enumerate(wanted):
        still_page.set_viewport_size({"width": 1280, "height": 800})
        still_page.goto("about:blank")
        still_page.goto(address)
        still_page.wait_for_selector(done, state="attached")
        act(still_page, tmp_path / str(number))
        look(still_page, texts, seen)
    assert len(seen["wide"]) > 300
    keep("look", told(seen))


def test_each_rule_looks_as_it_is_kept_in_a_site_of_others(still_page: Page, tmp_path: Path) -> None:
    host = make_host(tmp_path, "alabaster")
    with (host.root / "index.rst").open("a") as index:
        index.write("   help/index\n")
    assert host.build(desk=True).returncode == 0
    texts = [GUEST.read_text("utf-8")]
    seen: dict[str, Looks] = {screen: {} for screen in SCREENS}
    with serve(host.html) as url:
        for address in ("glossary/whisk.html", "glossary/index.html", "faq/lumps.html", "index.html"):
            still_page.set_viewport_size({"width": 1280, "height": 800})
            still_page.goto(f"{url}/help/{address}")
            if address == "index.html":
                still_page.locator("form.helpdesk input[name=q]").fill("whisk")
                still_page.wait_for_selector("form.helpdesk + .results [data-entry=whisk]")
            look(still_page, texts, seen)
    assert len(seen["wide"]) > 20
    keep("look of a guest", told(seen))
