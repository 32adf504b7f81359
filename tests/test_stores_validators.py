"""Every validator rejects something, and none passes a store it did not check."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import store_kinds as kinds
import zarr

from helpdesk_omezarr.stores.archive import pack
from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.validators import BY_VERSION, MODULES, validate, yaozarrs
from helpdesk_omezarr.stores.verdict import Verdict

GOOD = Path(__file__).parent / "files" / "examples" / "good"


@pytest.fixture(scope="module")
def stores(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a valid store of each version, as 0.4/image.ome.zarr and so on."""
    top = tmp_path_factory.mktemp("stores")
    for version in BY_VERSION:
        (top / version).mkdir()
        ran = sandbox.run(GOOD / f"v{version.replace('.', '')}.py", top / version)
        assert ran.code is None, ran
    return top


@pytest.fixture
def copy(stores: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Copies the valid store of a version, to be broken."""

    def copy(version: str) -> Path:
        return Path(shutil.copytree(stores / version / "image.ome.zarr", tmp_path / "image.ome.zarr"))

    return copy


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    value = json.loads(path.read_text())
    change(value)
    path.write_text(json.dumps(value))


def ask(sandbox: Sandbox, store: Path, version: str, name: str) -> Verdict:
    (verdict,) = validate(store, version, sandbox, only=(name,))
    return verdict


@pytest.mark.parametrize("version", BY_VERSION)
def test_a_valid_store_is_valid_for_all(sandbox: Sandbox, stores: Path, version: str) -> None:
    verdicts = validate(stores / version / "image.ome.zarr", version, sandbox)
    assert {v.validator: (v.outcome, v.messages) for v in verdicts} == dict.fromkeys(BY_VERSION[version], ("valid", ()))
    checked = {v.validator: v.checked for v in verdicts}
    assert checked["tensorstore"] == 2
    assert checked["schemas"] == 3  # the image, and the label image as an image and as a label
    assert next(v.version for v in verdicts if v.validator == "tensorstore") == metadata.version("tensorstore")


@pytest.mark.parametrize(
    ("version", "name"), [(v, n) for v in BY_VERSION for n in MODULES if (v, n) != ("0.6", "yaozarrs")]
)
def test_each_validator_rejects_something(
    sandbox: Sandbox, copy: Callable[[str], Path], version: str, name: str
) -> None:
    store = copy(version)
    document = store / (".zattrs" if version == "0.4" else "zarr.json")

    def ome(value: dict[str, Any]) -> dict[str, Any]:
        return value if version == "0.4" else value["attributes"]["ome"]

    def remove_axes(value: dict[str, Any]) -> None:
        ome(value)["multiscales"][0].pop("coordinateSystems" if version == "0.6" else "axes")

    if name == "tensorstore":
        chunk = sorted(path for path in store.rglob("*") if path.is_file() and path.name == "0")[0]
        chunk.write_bytes(b"no chunk")
    elif name == "house":
        edit(document, lambda value: ome(value)["omero"]["channels"][0].update(color="#FF0000"))
    else:
        edit(document, remove_axes)
    verdict = ask(sandbox, store, version, name)
    assert verdict.outcome == "invalid"
    assert verdict.messages
    assert not [message for message in verdict.messages if str(store) in message or "\n" in message]
    assert verdict == ask(sandbox, store, version, name)


def test_messages_tell_what_and_where(sandbox: Sandbox, copy: Callable[[str], Path]) -> None:
    store = copy("0.5")
    edit(store / "zarr.json", lambda value: value["attributes"]["ome"]["multiscales"][0].pop("axes"))
    said = {name: ask(sandbox, store, "0.5", name).messages for name in ("schemas", "yaozarrs", "ome-zarr-models")}
    assert said == {
        "schemas": ("zarr.json $.ome.multiscales[0]: 'axes' is a required property",),
        "yaozarrs": ("ome.image.multiscales.0.axes: Field required",),
        "ome-zarr-models": ("the top group: multiscales.0.axes: Field required",),
    }


def test_rules_that_only_the_house_knows(sandbox: Sandbox, copy: Callable[[str], Path], tmp_path: Path) -> None:
    store = copy("0.4")
    edit(store / "0" / ".zarray", lambda value: value.update(dimension_separator="."))
    level = json.loads((store / "labels/cells/.zattrs").read_text())["multiscales"][0]["datasets"][0]
    edit(
        store / "labels/cells/.zattrs",
        lambda value: value["multiscales"][0]["datasets"].append(level),
    )
    messages = ask(sandbox, store, "0.4", "house").messages
    assert messages == (
        '0/.zarray: "dimension_separator" must be "/", so that chunks lie in nested folders',
        "labels/cells/.zattrs: 2 levels, but its image has 1",
    )
    wrapper = tmp_path / "wrapper.zarr"
    zarr.open_group(wrapper, mode="w", zarr_format=2)
    store.rename(wrapper / "0")
    assert "the top group has no OME-Zarr metadata" in ask(sandbox, wrapper, "0.4", "house").messages[0]


def test_warnings_of_yaozarrs_count(sandbox: Sandbox, copy: Callable[[str], Path]) -> None:
    store = copy("0.5")
    edit(store / "0" / "zarr.json", lambda value: value.pop("dimension_names"))
    assert "dimension_names" in ask(sandbox, store, "0.5", "yaozarrs").messages[0]


def test_warnings_of_ome_zarr_models_count(sandbox: Sandbox, tmp_path: Path) -> None:
    plate = tmp_path / "plate.ome.zarr"
    kinds.plate(plate, "A", 1, 1)
    assert ask(sandbox, plate, "0.5", "ome-zarr-models").outcome == "valid"
    edit(plate / "zarr.json", lambda value: value["attributes"]["ome"]["plate"].pop("version"))
    verdict = ask(sandbox, plate, "0.5", "ome-zarr-models")
    assert (verdict.outcome, verdict.stance) == ("invalid", "warns")
    assert "'version' field not specified in plate metadata" in verdict.messages[0]
    assert {one.severity for one in verdict.findings} == {"warning"}


def test_another_version_is_not_valid(sandbox: Sandbox, stores: Path) -> None:
    for name in BY_VERSION["0.5"]:
        verdict = ask(sandbox, stores / "0.4" / "image.ome.zarr", "0.5", name)
        assert (verdict.outcome == "valid") == (name == "tensorstore"), verdict


def test_nothing_to_check_is_no_pass(sandbox: Sandbox, tmp_path: Path) -> None:
    empty = tmp_path / "empty.zarr"
    empty.mkdir()
    plain = tmp_path / "plain.zarr"
    zarr.open_group(plain, mode="w")
    for store in (empty, plain, tmp_path / "absent.zarr"):
        for version, names in BY_VERSION.items():
            assert all(
                verdict.outcome in {"failed", "invalid"} for verdict in validate(store, version, sandbox, only=names)
            )
    assert ask(sandbox, plain, "0.5", "schemas").messages == ("schemas found nothing to check",)


ASK = """\
import json, sys
from dataclasses import asdict
from pathlib import Path
from helpdesk_omezarr.stores import validators

if __name__ == "__main__":
    validators.SECONDS = 5
    found = validators.validate(Path(sys.argv[1]), "0.5")
    print(json.dumps({one.validator: [one.outcome, list(one.messages)] for one in found}))
"""


def ask_with(packages: Path, store: Path, **modules: str) -> dict[str, list[Any]]:
    """Outcome and messages by validator, in a new process that finds ``modules`` before what is installed."""
    for name, code in modules.items():
        (packages / f"{name}.py").write_text(code)
    (packages / "ask.py").write_text(ASK)
    path = os.pathsep.join([str(packages), *filter(None, sys.path)])
    run = [sys.executable, str(packages / "ask.py"), str(store)]
    done = subprocess.run(run, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_validator_that_is_missing_or_dies_fails_alone(stores: Path, tmp_path: Path) -> None:
    store = stores / "0.5" / "image.ome.zarr"
    dies = "import os, signal\ndef open(*a, **k): os.kill(os.getpid(), signal.SIGKILL)"
    said = ask_with(tmp_path, store, yaozarrs="raise ImportError('no yaozarrs here')", tensorstore=dies)
    assert {name: outcome for name, (outcome, _) in said.items()} == {
        "schemas": "valid",
        "yaozarrs": "failed",
        "ome-zarr-models": "valid",
        "house": "valid",
        "tensorstore": "failed",
    }
    assert said["yaozarrs"][1] == ["yaozarrs cannot be imported: no yaozarrs here"]
    assert said["tensorstore"][1] == ["tensorstore gave no answer: killed by SIGKILL"]


def test_a_reader_who_silences_warnings_is_told_all_the_same(tmp_path: Path) -> None:
    store = tmp_path / "image.ome.zarr"
    kinds.image(store)
    edit(store / "0/zarr.json", lambda value: value.pop("dimension_names"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [one for one in yaozarrs.check(store, "0.5") if isinstance(one, Finding)]
    assert any("dimension_names" in one.message for one in found)


def test_a_validator_that_hangs_fails_alone(stores: Path, tmp_path: Path) -> None:
    hangs = "import time\ndef open(*a, **k): time.sleep(60)"
    said = ask_with(tmp_path, stores / "0.5/image.ome.zarr", tensorstore=hangs)
    assert said["house"][0] == "valid"
    assert said["tensorstore"] == ["failed", ["tensorstore gave no answer: took longer than 5 s"]]


def test_unreadable_metadata_is_a_sentence(sandbox: Sandbox, copy: Callable[[str], Path]) -> None:
    store = copy("0.5")
    (store / "zarr.json").write_text('{"zarr_format": 3, "attr')
    for verdict in validate(store, "0.5", sandbox):
        assert verdict.outcome == "invalid"
    assert "zarr.json is not JSON" in ask(sandbox, store, "0.5", "schemas").messages[0]


def test_zip_files_are_read_like_folders(sandbox: Sandbox, copy: Callable[[str], Path], tmp_path: Path) -> None:
    store = copy("0.5")
    (tmp_path / "inner.zip").write_bytes(pack(store))
    with zipfile.ZipFile(tmp_path / "top.ozx", "w") as packed:
        for path in store.rglob("*"):
            packed.write(path, path.relative_to(store))
    for archive in ("inner.zip", "top.ozx"):
        assert {verdict.outcome for verdict in validate(tmp_path / archive, "0.5", sandbox)} == {"valid"}
    (tmp_path / "broken.zip").write_bytes(b"PK no archive")
    assert {verdict.outcome for verdict in validate(tmp_path / "broken.zip", "0.5", sandbox)} == {"failed"}


def test_the_whole_plate_is_walked(sandbox: Sandbox, copy: Callable[[str], Path], tmp_path: Path) -> None:
    field = copy("0.5")
    plate = tmp_path / "plate.ome.zarr"
    top = zarr.open_group(plate, mode="w")
    well = {"path": "A/1", "rowIndex": 0, "columnIndex": 0}
    names = {"rows": [{"name": "A"}], "columns": [{"name": "1"}]}
    top.attrs["ome"] = {"version": "0.5", "plate": {"version": "0.5", "name": "p", "wells": [well], **names}}
    top.create_group("A").create_group("1").attrs["ome"] = {"version": "0.5", "well": {"images": [{"path": "0"}]}}
    field.rename(plate / "A/1/0")
    assert {verdict.outcome for verdict in validate(plate, "0.5", sandbox)} == {"valid"}
    assert ask(sandbox, plate, "0.5", "ngff-zarr").outcome == "valid"
    # An error in the innermost label image is found from the top.
    edit(
        plate / "A/1/0/labels/cells/zarr.json",
        lambda value: value["attributes"]["ome"]["multiscales"][0].pop("axes"),
    )
    for name in ("schemas", "yaozarrs", "ome-zarr-models", "ngff-zarr"):
        assert ask(sandbox, plate, "0.5", name).outcome == "invalid", name


def test_pixels_are_compared(sandbox: Sandbox, tmp_path: Path) -> None:
    store = tmp_path / "a.zarr"
    zarr.create_array(store, data=np.arange(16, dtype="float64").reshape(4, 4), fill_value=np.nan)
    verdict = ask(sandbox, store, "0.5", "tensorstore")
    assert (verdict.outcome, verdict.checked) == ("valid", 1)


ANOTHER = """\
import numpy as np
import zarr

class Array:
    '''An array whose last pixel is one more than what is stored.'''
    def __init__(self, spec):
        self.pixels = np.array(zarr.open_array(spec["kvstore"]["path"], mode="r")[...])
        self.pixels.flat[-1] += 1
        self.shape = self.pixels.shape
        self.dtype = type("DataType", (), {"numpy_dtype": self.pixels.dtype})

    def __getitem__(self, index):
        return self

    def read(self):
        return type("Future", (), {"result": lambda _: self.pixels})()

def open(spec, **options):
    return type("Future", (), {"result": lambda _: Array(spec)})()
"""


def test_one_other_pixel_is_a_finding(stores: Path, tmp_path: Path) -> None:
    said = ask_with(tmp_path, stores / "0.5/image.ome.zarr", tensorstore=ANOTHER)
    message = "tensorstore and zarr-python read different pixels"
    assert said["tensorstore"] == ["invalid", [f"0: {message}", f"labels/cells/0: {message}"]]
