"""What GitHub shows beside the code says what docs/channels.yaml and the models say, read as GitHub reads it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from conftest import FILES, ROOT, Site
from markdown_it import MarkdownIt

from helpdesk.cli import main

MORE = """\
  - id: tracker
    name: Repairs
    kind: issue-tracker
    url: https://example.org/repairs
    short: A list of what is broken in `kitchens`.
    when: A {term}`whisk` bends, or ask {channel}`neighbor`; {question}`lumps` says more.
    prepare: ["Which {term}`tool <whisk>`", "`a|b`: what you did"]
    sources: [{url: "https://example.org/repairs", supports: what is there}]
    reviewed: 2026-01-02
  - id: forum
    name: Round table
    kind: forum
    url: https://example.org/table
    short: People who cook.
    when: Any question.
    sources: [{url: "https://example.org/table", supports: who sits there}]
    reviewed: 2026-01-02
  - id: letters
    name: Letters
    kind: mail
    url: mailto:cook@example.org
    short: A cook who answers.
    when: It is private.
    sources: [{url: "https://example.org/table", supports: who sits there}]
    reviewed: 2026-01-02
decide:
  - when: "You see `a | b`, or a | on its own"
    first: "Say *which* of a|b"
    ask: tracker
"""


@pytest.fixture(scope="module", params=["small", "real"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A help desk whose files for GitHub were just made anew. Of the real one its content is copied."""
    root = tmp_path_factory.mktemp("forms") / "site"
    if request.param == "small":
        shutil.copytree(FILES / "site", root)
        Site(root).edit("docs/channels.yaml", "decide:\n", MORE)
    else:
        left_out = shutil.ignore_patterns(
            "_build", ".venv", ".git", ".github", "tests", "scripts", "_static", ".*_cache"
        )
        shutil.copytree(ROOT, root, ignore=left_out)
    assert main(["forms", str(root), "--write"]) == 0
    return root


@pytest.fixture(scope="module")
def channels(root: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((root / "docs/channels.yaml").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def support(root: Path) -> BeautifulSoup:
    text = (root / "SUPPORT.md").read_text("utf-8")
    return BeautifulSoup(MarkdownIt("commonmark").enable("table").render(text), "html.parser")


def words(node: Tag) -> str:
    return " ".join(node.get_text().split())


def shown(text: str, channels: dict[str, Any], root: Path = Path()) -> str:
    """Inline Markdown as a reader sees it: a role is its own words, or the name of what it leads to."""
    names = {channel["id"]: channel["name"] for channel in channels["channels"]}

    def named(match: re.Match[str]) -> str:
        own, target = re.match(r"(?:(.*?)\s*<)?([^<>]+)>?$", match[2]).groups()  # type: ignore[union-attr]
        if match[1] == "question" and not own:
            title: str = yaml.safe_load((root / f"faq/{target}.yaml").read_text("utf-8"))["question"]
            return title
        return own or (names[target] if match[1] == "channel" else target)

    html = MarkdownIt("commonmark").renderInline(re.sub(r"\{(\w+)\}`([^`]+)`", named, text))
    return words(BeautifulSoup(html, "html.parser"))


def test_the_guide_has_a_row_for_every_decision_whatever_its_signs(
    support: BeautifulSoup, channels: dict[str, Any]
) -> None:
    """A `|` belongs to the text of its cell."""
    rows = support.select("table tbody tr")
    names = {channel["id"]: channel for channel in channels["channels"]}
    for row, decision in zip(rows, channels["decide"], strict=True):
        when, first, ask = row.find_all("td")
        assert words(when) == shown(decision["when"], channels)
        assert words(first) == shown(decision.get("first", ""), channels)
        link = ask.a
        assert link and (words(ask), link["href"]) == (names[decision["ask"]]["name"], names[decision["ask"]]["url"])


def test_every_channel_has_its_section_with_what_to_bring(
    support: BeautifulSoup, channels: dict[str, Any], root: Path
) -> None:
    heads = support.find_all("h2")
    assert len(heads) == len(channels["channels"])
    for head, channel in zip(heads, channels["channels"], strict=True):
        assert head.a and (words(head), head.a["href"]) == (channel["name"], channel["url"])
        parts: list[Tag] = []
        for part in head.find_next_siblings():
            if part.name == "h2":
                break
            parts.append(part)
        assert words(parts[0]) == shown(channel["short"], channels)
        assert words(parts[1]) == shown(channel["when"], channels, root)
        items = [words(item) for part in parts for item in part.select("li")]
        assert items == [shown(item, channels) for item in channel.get("prepare", [])]
    assert words(support.h1) == channels["title"]  # type: ignore[arg-type]
    assert not re.search(r"\{\w+\}", support.get_text()), "no role is shown as it is written"


def test_a_new_issue_offers_every_forum_chat_and_tracker(root: Path, channels: dict[str, Any]) -> None:
    config = yaml.safe_load((root / ".github/ISSUE_TEMPLATE/config.yml").read_text("utf-8"))
    wanted = [
        {"name": channel["name"], "url": channel["url"]}
        for channel in channels["channels"]
        if channel["kind"] in ("forum", "chat", "issue-tracker")
    ]
    assert len(wanted) >= 3
    links = config["contact_links"]
    assert [{key: link[key] for key in ("name", "url")} for link in links] == wanted
    about = {channel["name"]: shown(channel["short"], channels) for channel in channels["channels"]}
    assert [link["about"].replace("`", "") for link in links] == [about[link["name"]] for link in links]
    assert config["blank_issues_enabled"] is True


@pytest.mark.parametrize(
    ("kind", "folder", "asked", "needed"),
    [
        ("term", "glossary", ["term", "short", "category", "body", "sources", "search"], {"term", "short"}),
        ("question", "faq", ["question", "short", "category", "body", "sources", "search"], {"question"}),
        (
            "mistake",
            "docs/mistakes",
            ["title", "short", "sort", "versions", "why", "cause", "mend", "sources", "search"],
            {"title", "short"},
        ),
    ],
)
def test_an_issue_form_asks_for_what_an_entry_needs(
    root: Path, kind: str, folder: str, asked: list[str], needed: set[str]
) -> None:
    form = yaml.safe_load((root / f".github/ISSUE_TEMPLATE/{kind}.yml").read_text("utf-8"))
    assert form["name"] and form["description"]
    fields = {field["id"]: field for field in form["body"] if field["type"] != "markdown"}
    assert sorted(fields) == sorted(asked)
    assert {name for name, field in fields.items() if field["validations"]["required"]} == needed
    assert fields[asked[0]]["type"] == "input" and fields["short"]["type"] == "textarea"
    assert "240 characters" in fields["short"]["attributes"]["description"]
    if "category" in fields:
        front = (root / folder / "index.md").read_text("utf-8").split("---")[1]
        titles = list(yaml.safe_load(front)["categories"].values())
        assert fields["category"]["attributes"]["options"] == titles
    if kind == "mistake":
        assert fields["sort"]["attributes"]["options"] == ["metadata", "viewing", "tool"]
        assert fields["versions"]["attributes"] | {"multiple": True} == fields["versions"]["attributes"]
