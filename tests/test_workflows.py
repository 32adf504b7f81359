"""What runs on GitHub: least rights, pinned actions, nothing that a stranger's pull request could use."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("zizmor"), "--offline", "--no-config", "--persona=pedantic", *paths]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing() -> None:
    result = zizmor(ROOT / ".github")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
        ("3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "v7", "unpinned-uses"),
        ("run: make test", "run: echo ${{ github.event.pull_request.title }}", "template-injection"),
        ("          persist-credentials: false\n", "", "artipacked"),
    ],
)
def test_zizmor_refuses(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (ROOT / ".github/workflows/test.yml").read_text()
    assert old in text
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (folder / "test.yml").write_text(text.replace(old, new, 1))
    result = zizmor(folder / "test.yml")
    assert result.returncode != 0
    assert says in result.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_and_pins(path: Path) -> None:
    text = path.read_text()
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        rights = {right for right, level in job["permissions"].items() if level == "write"}
        assert rights <= {
            "test.yml": set(),
            "publish.yml": {"pages", "id-token", "contents", "pull-requests"},
            "tools.yml": {"contents", "pull-requests"},
        }.get(path.name, {"issues"})
    uses = [line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line]
    assert all(PINNED.fullmatch(line) for line in uses), uses
    assert "pull_request_target" not in text
    assert "secrets." not in text


def test_the_hooks_and_the_builds_call_what_exists() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    called = [hook["entry"].split()[0].removeprefix(".venv/bin/") for hook in hooks]
    assert all(shutil.which(name, path=str(Path(sys.executable).parent)) for name in called)
    makefile = (ROOT / "Makefile").read_text()
    for path in [*WORKFLOWS, ROOT / ".readthedocs.yaml"]:
        for target in re.findall(r"\bmake ([a-z][a-z-]*)", path.read_text()):
            assert f"\n{target}:" in makefile, (path.name, target)
