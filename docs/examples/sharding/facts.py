import json
from pathlib import Path

import zarr


def count_files(folder):
    return sum(path.is_file() for path in Path(folder).rglob("*"))


sharded = zarr.open_array("v05/sharded.ome.zarr/0", mode="r")
zarr.create_array("unsharded.zarr", data=sharded[:], chunks=sharded.chunks)  # the same pixels, a file per chunk
told = "of a 1024 x 1024 array with 128 x 128 chunks"
facts = {
    "chunks": (sharded.nchunks, "chunks", f"chunks {told}"),
    "shards": (sharded.nchunks // (512 // 128) ** 2, "shards", f"shards of 512 x 512 {told}"),
    "files_without_shards": (count_files("unsharded.zarr"), "files", f"files {told}, zarr.json included"),
    "files_with_shards": (
        count_files("v05/sharded.ome.zarr/0"), "files", f"files {told} in 512 x 512 shards, zarr.json included"
    ),
}
assert facts["shards"][0] == facts["files_with_shards"][0] - 1
named = {name: dict(zip(("value", "unit", "label"), fact)) for name, fact in facts.items()}
Path("facts.json").write_text(json.dumps(named))
