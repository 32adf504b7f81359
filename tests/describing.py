"""Runs the scripts of the page that describes an image, and compares what they write with what the page showed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
import zarr

from helpdesk_omezarr.stores.contents import contents_of
from helpdesk_omezarr.stores.processes import side_by_side
from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.validators import BY_VERSION, ask, read

LABELS = "uint32"


@dataclass(frozen=True)
class Case:
    """What the page made of ``query``, its readable address: a script, and all metadata documents by their path."""

    query: dict[str, str]
    script: str
    documents: dict[str, Any]

    @property
    def version(self) -> str:
        return self.query["version"]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(int(size) for size in self.query["size"].split(","))

    @property
    def label_shape(self) -> tuple[int, ...]:
        return tuple(size for size, name in zip(self.shape, self.query["axes"], strict=True) if name != "c")

    @property
    def fields(self) -> list[str]:
        """The paths of the images."""
        if "plate" not in self.query:
            return [""]
        rows, columns, fields = (int(number) for number in self.query["plate"].split("x"))
        return [f"{'ABCDEF'[r]}/{c + 1}/{f}/" for r in range(rows) for c in range(columns) for f in range(fields)]

    @property
    def store(self) -> str:
        return "plate.ome.zarr" if "plate" in self.query else "image.ome.zarr"


def run_all(cases: Sequence[Case], folder: Path, sandbox: Sandbox) -> list[list[str]]:
    """What is wrong with each case; scripts run side by side, each in a process of its own."""
    places = [folder / str(number) for number in range(len(cases))]
    wrong = side_by_side(lambda pair: _run(*pair, sandbox), list(zip(cases, places, strict=True)))
    ran = [number for number, found in enumerate(wrong) if not found]
    asked = [(str(places[number] / cases[number].store), cases[number].version) for number in ran]
    for number, said in zip(ran, sandbox.call(ask_all, asked, seconds=120), strict=True):
        verdicts = read(said)
        wrong[number] = [f"{v.validator}: {v.outcome} {v.messages}" for v in verdicts if v.outcome != "valid"]
        wrong[number] += _compare(cases[number], places[number] / cases[number].store)
    return wrong


def ask_all(stores: list[tuple[str, str]]) -> list[list[dict[str, Any]]]:
    """What all validators say. Runs in a process of its own."""
    return [ask(BY_VERSION[version], store, version) for store, version in stores]


def _run(case: Case, folder: Path, sandbox: Sandbox) -> list[str]:
    folder.mkdir()
    for number, field in enumerate(case.fields):
        name = f"fields/{field[0]}{field.split('/')[1]}_{field.split('/')[2]}" if field else ""
        _write(folder, case.query["from"], name or "pixels", _pixels(case, number))
        if "label" in case.query:
            _write(folder, case.query["from"], f"{name}_labels" if name else "labels", _labels(case, number))
    script = folder / "make_image.py"
    script.write_text(case.script, "utf-8")
    ran = sandbox.run(script, folder)
    return [f"{ran.code} line {ran.line}: {ran.message} {ran.output}"] if ran.code else []


def _pixels(case: Case, number: int) -> np.ndarray:
    count = int(np.prod(case.shape))
    return (np.arange(1 + number, count + 1 + number) % 120).reshape(case.shape).astype(case.query["type"])


def _labels(case: Case, number: int) -> np.ndarray:
    count = int(np.prod(case.label_shape))
    return (np.arange(count) // 7 % 5 + number).reshape(case.label_shape).astype(LABELS)


def _write(folder: Path, source: str, name: str, pixels: np.ndarray) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    if source == "array":
        np.save(path.with_name(f"{path.name}.npy"), pixels)
    elif source == "tiff":
        tifffile.imwrite(path.with_name(f"{path.name}.tif"), pixels, photometric="minisblack")
    else:
        path.mkdir()
        for number, plane in enumerate(pixels.reshape(-1, *pixels.shape[-2:])):
            tifffile.imwrite(path / f"{number:03}.tif", plane, photometric="minisblack")


def _compare(case: Case, store: Path) -> list[str]:
    """How the store differs from what the page showed and from what the script was given."""
    wrong = []
    written = contents_of(store).documents
    for path in sorted(written.keys() | case.documents.keys()):
        shown, found = case.documents.get(path), written.get(path)
        wrong += [f"{path} {told}" for told in differences(shown, found)]
    for number, field in enumerate(case.fields):
        wrong += _read_back(store, field, _pixels(case, number), case)
        if "label" in case.query:
            wrong += _read_back(store, f"{field}labels/{case.query['label']}/", _labels(case, number), case)
    return wrong


def differences(shown: Any, found: Any, pointer: str = "") -> list[str]:
    """Where two JSON values differ."""
    if isinstance(shown, dict) and isinstance(found, dict):
        keys = sorted(shown.keys() | found.keys())
        return [told for key in keys for told in differences(shown.get(key), found.get(key), f"{pointer}/{key}")]
    if isinstance(shown, list) and isinstance(found, list) and len(shown) == len(found):
        pairs = enumerate(zip(shown, found, strict=True))
        return [told for place, pair in pairs for told in differences(*pair, f"{pointer}/{place}")]
    return [] if shown == found else [f"{pointer}: shown {json.dumps(shown)}, written {json.dumps(found)}"]


def _read_back(store: Path, path: str, pixels: np.ndarray, case: Case) -> list[str]:
    group = zarr.open_group(store / path, mode="r")
    keys = group.attrs.get("ome", group.attrs)
    levels = [group[dataset["path"]] for dataset in keys["multiscales"][0]["datasets"]]
    wrong = []
    if levels[0].dtype != pixels.dtype or not np.array_equal(levels[0][...], pixels):
        wrong.append(f"{path}: other pixels came back")
    if len(levels) != int(case.query["levels"]):
        wrong.append(f"{path}: {len(levels)} levels")
    halved = case.query["halve"]
    corner = tuple(slice(0, 2) if name in halved else slice(0, 1) for name in case.query["axes"][-pixels.ndim :])
    if len(levels) > 1:  # the first pixel of the second level
        nearest = "labels/" in path or case.query["method"] == "nearest"
        expected = pixels.flat[0] if nearest else pixels[corner].mean()
        found = levels[1][(0,) * pixels.ndim]
        # How a library rounds the mean is its own; ome-zarr's nearest is another pixel of the block.
        if found not in pixels[corner] if nearest else abs(float(found) - float(expected)) > 1:
            wrong.append(f"{path}: level 1 begins with {found}, not {expected}")
    return wrong
