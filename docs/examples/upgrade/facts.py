import json
from pathlib import Path

METADATA = {"zarr.json", ".zgroup", ".zarray", ".zattrs"}


def files(version):
    store = Path(version, "colony.ome.zarr")
    return {path.relative_to(store): path.read_bytes() for path in store.rglob("*") if path.is_file()}


def documents(version):
    return [path for path in files(version) if path.name in METADATA]


before, after = files("v05"), files("v06")
chunks = [path for path in after if path.name not in METADATA]
rewritten = sum(len(after[path]) for path in chunks if before.get(path) != after[path])
assert chunks
facts = {
    "pixel_bytes_rewritten": {
        "value": rewritten, "unit": "bytes", "label": "bytes of chunk files that changed in the upgrade from 0.5 to 0.6"
    },
}
for version in ("v04", "v05"):
    name = f"{version[1]}.{version[2]}"
    facts[f"metadata_files_{version[1:]}"] = {
        "value": len(documents(version)), "unit": "files",
        "label": f"metadata files of the example image with two levels in {name}",
    }
Path("facts.json").write_text(json.dumps(facts))
