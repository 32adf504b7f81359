"""Hostile contributions: each is refused with a finding, in bounded time and memory, and none is ever executed.

Should a build go on after the findings, its pages still hold no script, no event attribute and no dangerous address.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FILES, Site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judging import Judge, Writer

from helpdesk.reading.prose import Prose

HOSTILE = sorted((FILES / "hostile").iterdir())
SECONDS, MEMORY = 60, 2 << 30

CHECK_EACH = """
import json, shutil, sys
from pathlib import Path
from helpdesk.model.catalog import Catalog
from helpdesk.rules import check

root, found = Path(sys.argv[1]), {}
for file in map(Path, sys.argv[2:]):
    _, name, kind, _ = file.name.split(".")
    path = root / {"term": "glossary", "question": "faq"}[kind] / f"{name}.yaml"
    shutil.copyfile(file, path)
    found[file.name] = [problem.code for problem in check(Catalog.load(root)) if problem.path.stem == name]
    path.unlink()
print(json.dumps(found))
"""

BUILD_ANYWAY = """
import sys
from sphinx.cmd.build import main
sys.exit(main(["-q", "-j", "1", "-b", "html", "-d", sys.argv[1] + "-doctrees", sys.argv[2], sys.argv[1]]))
"""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, preexec_fn=limited, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_there_are_enough() -> None:
    assert len(HOSTILE) >= 80


def test_each_gives_its_finding(site: Site) -> None:
    before = tree(site.root)
    found = json.loads(run(CHECK_EACH, site.root, *HOSTILE).stdout)
    assert {name: codes for name, codes in found.items() if name.split(".")[0] not in codes} == {}
    assert tree(site.root) == before


def test_pages_of_a_build_that_goes_on_are_harmless(site: Site, tmp_path: Path) -> None:
    for file in HOSTILE:
        __code, name, kind, _ = file.name.split(".")
        # Two files that are no text at all stop Sphinx; the catalog leaves them out.
        site.put(file, name, kind)
    sources, around = tree(site.root), tree(tmp_path)
    run(BUILD_ANYWAY, tmp_path / "out", site.root)
    assert tree(site.root) == sources
    outside = {name.partition("/")[0] for name in tree(tmp_path) - around}
    assert outside <= {"out", "out-doctrees", "examples"}
    judged = 0
    for path in (tmp_path / "out").rglob("*.html"):
        page = path.read_text("utf-8")
        if "<article" in page and "_static" not in path.parts:
            own = ["<form>", "<input>"] if path.name == "index.html" else []  # the filter of the lists
            assert [wrong for wrong in Judge(page).wrong if wrong not in own] == [], path
            assert "root:x:0:0" not in page
            judged += 1
    assert judged > 100
    assert not Path("/tmp/helpdesk-owned").exists()


def test_an_entry_cannot_use_the_extensions_of_our_own_pages(site: Site, tmp_path: Path) -> None:
    conf = site.root / "conf.py"
    extensions = '"colon_fence", "attrs_inline", "attrs_block", "html_image", "substitution", "dollarmath", "deflist"'
    conf.write_text(conf.read_text() + f"myst_enable_extensions = [{extensions}]\n")
    body = """
  :::{include} /etc/passwd
  :::

  [^1]: a note

      ```{include} /etc/passwd
      ```

  [x](https://example.org){onclick="alert(1)"} {{ env }} $\\\\href{javascript:alert(1)}{x}$
"""
    site.edit("glossary/whisk.yaml", "\n  Whisks differ in size.", body + "\n  Whisks differ in size.")
    run(BUILD_ANYWAY, tmp_path / "out", site.root)
    page = (tmp_path / "out/glossary/whisk.html").read_text()
    assert "root:x:0:0" not in page
    assert Judge(page).wrong == []


# Pieces of hostile and of ordinary text, so that random entries come close to both.
HTML = ["<script>", "</script>", "<img src=x onerror=alert(1)>", "<", ">", "<!--", "-->", '"', "'", "&", "&lt;"]
LINKS = ["[a](", "javascript:alert(1)", ")", "![x](data:text/html,x)", "<https://a.example/>", "[x]: javascript:a\n"]
MARKS = ["`", "\\", "***", "|a|\n|-|\n", "\n\n", "  ", "- ", "---\n", "# a\n", "## b\n", "%", "+++\n", "(x)=\n"]
MYST = ["{term}`", "{term}`bowl`", "{raw}`x`", "```{raw} html\n", "```\n", "```{note}\n", ":::{include} /etc/passwd\n"]
PIECES = st.sampled_from([*HTML, *LINKS, *MARKS, *MYST, "bowl", "Whisk", "{", "}", "\u00e9", "\u6f22"])
TEXT = st.lists(PIECES | st.text(max_size=8), min_size=1, max_size=14).map("".join)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(title=TEXT, body=TEXT, difference=TEXT)
def test_random_entries_give_harmless_pages(writer: Writer, title: str, body: str, difference: str) -> None:
    page = writer.page(term=title, body=body, confused_with=[{"name": title, "difference": difference}])
    assert Judge(f"<article>{page}</article>").wrong == []


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    root = tmp_path_factory.mktemp("writer") / "site"
    shutil.copytree(FILES / "site", root)
    return Writer(root)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_a_line_is_one(end: str) -> None:
    text = end.join(["Beat it.", "```python", "beat()", "TODO: the rest"])
    assert [problem.line for problem in Prose(text, Path("x.yaml"), 1).problems] == [2, 4]
