import json
from pathlib import Path

import dask.array
import ngff_zarr
import numpy as np
import tensorstore
import yaozarrs
import zarr
from ome_zarr_models import v05

# One image of 512 x 512 pixels, 0.5 micrometer each, chunks of 64 in shards of 256. What does each library say?
image = zarr.create_group("words.ome.zarr")
pixels = np.ones((512, 512), "uint16")
sharded = image.create_array("0", data=pixels, chunks=(64, 64), shards=(256, 256), dimension_names=["y", "x"])
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
level = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [0.5, 0.5]}]}
image.attrs["ome"] = {"version": "0.5", "multiscales": [{"axes": axes, "datasets": [level]}]}
plain = zarr.create_array("plain.zarr", data=pixels, chunks=(64, 64))

kvstore = {"driver": "file", "path": "words.ome.zarr/0/"}
layout = tensorstore.open({"driver": "zarr3", "kvstore": kvstore}).result().chunk_layout
metadata = yaozarrs.validate_zarr_store("words.ome.zarr").ome_metadata()
models = v05.Image.from_zarr(image)
ngff = ngff_zarr.from_ome_zarr("words.ome.zarr").images[0]
as_dask = dask.array.from_zarr("plain.zarr")


def told(sizes):
    return " x ".join(str(size) for size in sizes)


facts = {
    "zarr_chunks": (told(plain.chunks), "chunks in zarr-python of an array without shards"),
    "zarr_shards": (told(sharded.shards), "shards in zarr-python: the file"),
    "zarr_sharded_chunks": (told(sharded.chunks), "chunks in zarr-python of an array with shards: the inner chunk"),
    "zarr_dims": (", ".join(sharded.metadata.dimension_names), "metadata.dimension_names in zarr-python"),
    "tensorstore_read_chunk": (told(layout.read_chunk.shape), "read_chunk in tensorstore: the inner chunk"),
    "tensorstore_write_chunk": (told(layout.write_chunk.shape), "write_chunk in tensorstore: the shard"),
    "dask_chunks": (str(as_dask.chunks[0]), "chunks of a dask array along y: the length of every block"),
    "yaozarrs_axes": (", ".join(axis.name for axis in metadata.multiscales[0].axes), "names of axes in yaozarrs"),
    "ome_zarr_models_axes": (
        ", ".join(axis.name for axis in models.ome_attributes.multiscales[0].axes), "names of axes in ome-zarr-models"
    ),
    "ngff_zarr_dims": (", ".join(ngff.dims), "dims in ngff-zarr"),
    "ngff_zarr_scale": (
        ", ".join(f"{name}: {ngff.scale[name]:g}" for name in ngff.dims), "scale in ngff-zarr, by axis name"
    ),
}
named = {name: {"value": value, "unit": "", "label": label} for name, (value, label) in facts.items()}
Path("facts.json").write_text(json.dumps(named))
