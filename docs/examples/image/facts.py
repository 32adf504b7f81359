import json
import platform
from pathlib import Path

import ome_zarr_models
import yaozarrs
import zarr


def files(version):
    return sum(path.is_file() for path in Path(version).rglob("*"))


def keys(value):
    if isinstance(value, dict):
        return set(value) | set().union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def metadata_keys(version):
    """All keys of all metadata documents, except the settings of the codecs, which follow Zarr."""
    found = set()
    for path in Path(version).rglob("*"):
        if path.name in ("zarr.json", ".zgroup", ".zarray", ".zattrs"):
            document = json.loads(path.read_text())
            for codecs in ("codecs", "compressor"):
                if codecs in document:
                    document[codecs] = None
            found |= keys(document)
    return found


def stated_version(version):
    """What a program finds that wants to know the version of a store, and where."""
    old, new = (Path(version, "image.ome.zarr", name) for name in (".zattrs", "zarr.json"))
    if old.exists():
        return json.loads(old.read_text())["multiscales"][0]["version"], ".zattrs, multiscales[0].version"
    return json.loads(new.read_text())["attributes"]["ome"]["version"], "zarr.json, attributes.ome.version"


def accepted(store):
    """How many of two validators find nothing wrong."""
    count = 0
    for open_store in (yaozarrs.validate_zarr_store, ome_zarr_models.open_ome_zarr):
        try:
            open_store(zarr.open_group(store, mode="r"))
        except Exception:
            continue
        count += 1
    return count


facts = {}
image = zarr.open_group("v05/image.ome.zarr", mode="r")
multiscale = image.attrs["ome"]["multiscales"][0]
scale = multiscale["datasets"][0]["coordinateTransformations"][0]["scale"]
height, width = (size * pixels for size, pixels in zip(scale[1:], image["0"].shape[1:]))
facts["physical_width"] = {"value": width, "unit": "µm", "label": "width of the example image"}
facts["physical_height"] = {"value": height, "unit": "µm", "label": "height of the example image"}

for version in ("v04", "v05"):
    number = version[1:]
    label = f"files in the {number[0]}.{number[1]} store of the example image"
    facts[f"files_{number}"] = {"value": files(version), "unit": "files", "label": label}

facts["python_version"] = {"value": platform.python_version(), "label": "version of Python that ran the example"}
facts["zarr_version"] = {"value": zarr.__version__, "label": "version of zarr-python that ran the example"}

found = {version: metadata_keys(version) for version in ("v04", "v05", "v06")}
for version in found:
    others = set().union(*(found[other] for other in found if other != version))
    number = version[1:]
    facts[f"keys_only_{number}"] = {
        "value": ", ".join(sorted(found[version] - others)),
        "unit": "",
        "label": f"metadata keys that only the {number[0]}.{number[1]} documents of the same image have",
    }
    value, place = stated_version(version)
    facts[f"version_found_{number}"] = {"value": value, "unit": "", "label": f"version that a store states in {place}"}

words = "validators, of yaozarrs and ome-zarr-models, that accept the example image"
facts["accepted"] = {"value": accepted("v05/image.ome.zarr"), "unit": "validators", "label": words}
writable = zarr.open_group("v05/image.ome.zarr", mode="r+")
writable.attrs["ome"] = {"version": "0.5", "multiscales": [{"datasets": multiscale["datasets"]}]}
facts["accepted_without_axes"] = {
    "value": accepted("v05/image.ome.zarr"), "unit": "validators", "label": f"{words} when its axes are removed"
}
Path("facts.json").write_text(json.dumps(facts))
