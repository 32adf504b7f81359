"""Examples from script to published store: what is kept, what is run again, what is reported."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from helpdesk_omezarr.examples.run import Example, ExamplesFailed, run_examples
from helpdesk_omezarr.stores import scratch
from helpdesk_omezarr.stores.sandbox import Ran, Sandbox

GOOD = Path(__file__).parent / "files" / "examples" / "good"


@dataclass
class Project:
    root: Path
    sandbox: Sandbox

    @property
    def folder(self) -> Path:
        return self.root / "docs/examples/image"

    def run(self, out: str = "out", kept: str = "cache") -> tuple[list[Example], list[str]]:
        """The examples, and the lines of progress."""
        told: list[str] = []
        args = (self.root, self.root / out, self.root / kept)
        return run_examples(*args, self.sandbox, progress=told.append), told

    def problems(self) -> list[str]:
        with pytest.raises(ExamplesFailed) as failed:
            self.run()
        return [str(problem) for problem in failed.value.problems]

    def declare(self, lines: str) -> None:
        index = self.folder / "index.md"
        index.write_text(index.read_text().replace("order: 1\n", f"order: 1\n{lines}\n"))


@pytest.fixture
def project(tmp_path: Path, sandbox: Sandbox) -> Project:
    """One example in 0.5 only."""
    project = Project(tmp_path, sandbox)
    project.folder.mkdir(parents=True)
    for name in ("index.md", "v05.py", "facts.py"):
        shutil.copyfile(GOOD / name, project.folder / name)
    project.declare('absent: {"0.4": as in 0.5, "0.6": as in 0.5}')
    return project


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_an_example_is_run_and_published(project: Project) -> None:
    (example,), told = project.run()
    (run,) = example.runs
    out = project.root / "out"
    assert told[0].startswith("image: 1 store, 1 fact (")
    assert (run.version, run.variant, run.store.version, run.store.zarr_format) == ("0.5", "", "0.5", 3)
    assert {verdict.outcome for verdict in run.verdicts} == {"valid"}
    assert len(run.verdicts) >= 4
    fact = example.facts["files"]
    assert (fact.value, fact.unit, fact.script) == (run.store.files, "files", Path("docs/examples/image/facts.py"))
    assert (out / run.script_copy).read_text() == run.code == (GOOD / "v05.py").read_text()
    published = tree(out / run.folder)
    assert len(published) == run.store.files
    assert sum(path.stat().st_size for path in (out / run.folder).rglob("*") if path.is_file()) == run.store.bytes
    with zipfile.ZipFile(out / run.download) as packed:
        assert {name.removeprefix("image.ome.zarr/") for name in packed.namelist()} == set(published)


def test_two_facts_of_one_name_are_told(project: Project) -> None:
    script = project.folder / "v05.py"
    fact = 'Path("facts.json").write_text(\'{"files": {"value": 1}}\')\n'
    script.write_text(f"{script.read_text()}\nfrom pathlib import Path\n\n{fact}")
    (told,) = project.problems()
    assert told == (
        "docs/examples/image/facts.py:1: E111 fact files is also measured by docs/examples/image/v05.py: rename one"
    )


def test_a_store_is_looked_at(project: Project) -> None:
    store = project.run()[0][0].runs[0].store
    assert store.kinds == ["image"]
    assert [(entry.name, entry.term) for entry in store.tree.children] == [
        ("zarr.json", "zarr-json"),
        ("0", "array"),
        ("labels", "labels"),
    ]
    array = store.tree.children[1]
    assert (array.shape, array.chunks, array.shards, array.dtype) == ([2, 32, 32], [1, 16, 16], None, "uint8")
    assert [(entry.name, entry.term, entry.files) for entry in array.children] == [
        ("zarr.json", "zarr-json", 1),
        ("4 chunk files", "chunk", 4),
    ]
    assert sorted(store.documents) == [
        "0/zarr.json",
        "labels/cells/0/zarr.json",
        "labels/cells/zarr.json",
        "labels/zarr.json",
        "zarr.json",
    ]
    assert store.documents["labels/zarr.json"]["attributes"]["ome"]["labels"] == ["cells"]


def test_the_picture_shows_channels_and_labels(project: Project) -> None:
    run = project.run()[0][0].runs[0]
    with Image.open(project.root / "out" / run.picture) as picture:
        assert picture.size == (256, 256)
        assert picture.getpixel((255, 255)) == (250, 0, 0)  # 124 of at most 126, in red
        red, green, blue = picture.getpixel((7, 7))
        assert (red, green) == (0, 0)
        assert 120 < blue < 130  # a blue label over black
    assert run.alt.startswith("Image, axes c, y, x, shape 2 x 32 x 32")
    assert run.levels == [], "it has one level"
    assert "1 label image" in run.alt


def test_a_channel_that_is_switched_off_is_not_in_the_picture(project: Project) -> None:
    script = project.folder / "v05.py"
    script.write_text(script.read_text().replace("image.attrs[", 'colors[0]["active"] = False\nimage.attrs[', 1))
    run = project.run()[0][0].runs[0]
    with Image.open(project.root / "out" / run.picture) as picture:
        assert picture.getpixel((255, 255)) == (0, 0, 0)
    assert "#FF0000" not in run.alt
    assert "#00FF00" in run.alt


def test_nothing_runs_again_when_nothing_changed(project: Project) -> None:
    first, _ = project.run()
    before = {path: path.stat().st_mtime_ns for path in (project.root / "out").rglob("*")}
    second, told = project.run()
    assert told == ["image: 1 store, 1 fact (kept)"]
    assert first == second
    assert before == {path: path.stat().st_mtime_ns for path in (project.root / "out").rglob("*")}


def test_two_runs_give_the_same_bytes(project: Project) -> None:
    project.run()
    places = (project.root, project.root / "out2", project.root / "cache")
    told: list[str] = []
    run_examples(*places, progress=told.append, twice=True)
    assert "(kept)" not in told[0]
    assert tree(project.root / "out") == tree(project.root / "out2")


SERVED = """
import sys
from pathlib import Path
from helpdesk_omezarr.stores import processes
from helpdesk_omezarr.stores.sandbox import Sandbox
if __name__ == "__main__":
    processes.preload([*processes.SLOW, "imported_by_the_server"])
    print(Sandbox().run(Path(sys.argv[1]), Path(sys.argv[2])))
"""


def served(folder: Path, script: str, env: dict[str, str]) -> str:
    """What comes of ``script`` in ``folder``, run by a server of its own that a process with ``env`` starts."""
    (folder / "out").mkdir()
    (folder / "imported_by_the_server.py").touch()
    (folder / "script.py").write_text(script)
    (folder / "start.py").write_text(SERVED)
    command = [sys.executable, "start.py", "script.py", "out"]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True).stdout


def test_what_is_compiled_is_kept_by_the_server_and_by_no_script(tmp_path: Path) -> None:
    (tmp_path / "imported_by_a_script.py").touch()
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    assert served(tmp_path, "import imported_by_the_server, imported_by_a_script\n", env) == f"{Ran()}\n"
    assert [path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")] == ["imported_by_the_server"]


def test_what_the_person_has_in_the_environment_is_not_there(tmp_path: Path) -> None:
    script = "import os\nprint(os.environ.get('AWS_SECRET_ACCESS_KEY'), os.environ['HOME'])\n"
    told = served(tmp_path, script, os.environ | {"AWS_SECRET_ACCESS_KEY": "x", "HOME": str(tmp_path)})
    assert "'None /" in told.replace('"', "'") and str(tmp_path) not in told


def test_where_memory_has_no_room_files_go_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    scratch._place.cache_clear()
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1 << 20))
    with scratch.scratch() as place:
        assert Path(place).parent == Path(tempfile.gettempdir())
    scratch._place.cache_clear()


@pytest.mark.parametrize("change", ["script", "damage", "truncated", "empty"])
def test_what_changed_or_is_damaged_runs_again(project: Project, change: str) -> None:
    first, _ = project.run()
    if change == "script":
        with (project.folder / "v05.py").open("a") as file:
            file.write("\n")
    else:
        for path in (project.root / "cache").iterdir():
            data = bytearray(path.read_bytes())
            data[len(data) // 3] ^= 0xFF
            path.write_bytes({"damage": data, "truncated": data[:100], "empty": b""}[change])
    second, told = project.run()
    assert "(kept)" not in told[0]
    assert first[0].runs[0].verdicts == second[0].runs[0].verdicts
    assert project.run()[1] == ["image: 1 store, 1 fact (kept)"]


def test_a_new_version_of_a_package_that_ran_runs_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = project.root / "packages"

    def install(name: str, version: str) -> None:
        for old in packages.glob(f"{name}-*.dist-info"):
            shutil.rmtree(old)
        about = packages / f"{name}-{version}.dist-info"
        about.mkdir(parents=True)
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (about / "RECORD").write_text(f"{name}.py,,\n")
        (packages / f"{name}.py").write_text("")

    def ran() -> bool:
        return "(kept)" not in project.run()[1][0]

    install("used", "1.0")
    install("unused", "1.0")
    install("installed_by_another_tool", "1.0")
    (packages / "installed_by_another_tool-1.0.dist-info/RECORD").unlink()
    monkeypatch.syspath_prepend(packages)
    with (project.folder / "v05.py").open("a") as file:
        file.write("import used\n")
    project.sandbox = Sandbox()
    assert ran()
    assert not ran()
    install("unused", "2.0")
    assert not ran()
    install("used", "2.0")
    assert ran()
    assert not ran()


def test_the_published_folder_heals(project: Project) -> None:
    project.run()
    out = project.root / "out"
    before = tree(out)
    (out / "stores/image/v05/image.ome.zarr/zarr.json").write_text("{}")
    (out / "stores/image/v05/image.ome.zarr/0/zarr.json").unlink()
    (out / "stores/image/v04").mkdir()
    (out / "stores/image/v04/left.txt").write_text("left over")
    (out / "stores/gone").mkdir()
    project.run()
    assert tree(out) == before
    assert not (out / "stores/gone").exists()


def test_a_declared_exception_makes_a_verdict_unsupported(project: Project) -> None:
    code = (project.folder / "v05.py").read_text()
    (project.folder / "v05.py").write_text(code.replace(', dimension_names=["c", "y", "x"]', ""))
    assert any("E120" in problem and "yaozarrs" in problem for problem in project.problems())
    project.declare(
        "exceptions:\n  v05: {yaozarrs: dimension_names, ome-zarr-models: dimension_names, house: dimension_names}"
    )
    (example,), _ = project.run()
    outcomes = {verdict.validator: verdict.outcome for verdict in example.runs[0].verdicts}
    assert outcomes["yaozarrs"] == outcomes["ome-zarr-models"] == outcomes["house"] == "unsupported"
    assert outcomes["schemas"] == "valid"


def test_an_exception_that_is_not_needed_or_wrong_is_reported(project: Project) -> None:
    project.declare("exceptions:\n  v05:\n    yaozarrs: dimension_names\n    nobody: x\n  v06: {schemas: x}")
    found = project.problems()
    assert [problem.split(" ")[:2] for problem in found] == [
        ["docs/examples/image/index.md:6:", "E122"],
        ["docs/examples/image/index.md:7:", "E134"],
        ["docs/examples/image/index.md:8:", "E134"],
    ]
    assert "no longer needed" in found[0]


def test_an_exception_for_another_message_is_reported(project: Project) -> None:
    code = (project.folder / "v05.py").read_text()
    (project.folder / "v05.py").write_text(code.replace(', dimension_names=["c", "y", "x"]', ""))
    project.declare(
        "exceptions:\n  v05: {yaozarrs: something else, ome-zarr-models: dimension_names, house: dimension_names}"
    )
    (problem,) = project.problems()
    assert "index.md:5: E121 yaozarrs" in problem
    assert "dimension_names" in problem


def test_each_living_version_is_covered_or_absent_with_a_reason(project: Project) -> None:
    index = project.folder / "index.md"
    index.write_text(index.read_text().replace('"0.4": as in 0.5,', '"0.5": no,'))
    (project.folder / "v7.py").write_text("")
    found = project.problems()
    assert [problem.split(" ")[1] for problem in found] == ["E131", "E132", "E133"]


def test_all_problems_are_reported_at_once(project: Project) -> None:
    for name in ("a", "b"):
        folder = project.folder.parent / name
        folder.mkdir()
        (folder / "v05.py").write_text("1 / 0")
        (folder / "v06.py").write_text("\n1 / 0")
    found = project.problems()
    codes = [problem.split(" ")[1] for problem in found]
    assert codes == ["E130", "E101", "E101"] * 2
    assert (project.root / "out/stores/image/v05.py").exists()


def test_a_store_in_one_file(project: Project) -> None:
    code = (project.folder / "v05.py").read_text()
    code += (
        "\nimport shutil\nshutil.make_archive('image', 'zip', 'image.ome.zarr')\n"
        "shutil.move('image.zip', 'image.ozx')\nshutil.rmtree('image.ome.zarr')\n"
    )
    (project.folder / "v05.py").write_text(code)
    (project.folder / "facts.py").unlink()
    run = project.run()[0][0].runs[0]
    data = (project.root / "out" / run.folder).read_bytes()
    assert run.folder == run.download == "stores/image/v05/image.ozx"
    assert run.store.packed_bytes == len(data)
    assert "zarr.json" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert run.picture
