import json
from pathlib import Path

import numpy as np
import zarr


class Counting(zarr.storage.WrapperStore):
    """Counts the chunks that a reader takes out of the store it wraps."""

    chunks = taken = 0

    def count(self, value):
        Counting.chunks += value is not None
        Counting.taken += len(value) if value is not None else 0
        return value

    async def get(self, *arguments, **more):
        return self.count(await super().get(*arguments, **more))

    def get_sync(self, *arguments, **more):
        return self.count(super().get_sync(*arguments, **more))


shape = (128, 256, 256)  # z, y, x
shapes = {"planes": (1, 128, 256), "cubes": (32, 32, 32), "columns": (128, 16, 16)}  # 64 KiB each
reads = {
    "plane": ("one plane", np.s_[40]), "zprofile": ("one pixel through all planes", np.s_[:, 99, 99]),
    "volume": ("the whole stack", np.s_[:]),
}
facts = {}
for name, chunks in shapes.items():
    store = Counting(zarr.storage.MemoryStore())
    # Not compressed, so that the bytes read are the bytes that a reader has to decode.
    array = zarr.create_array(store, data=np.ones(shape, "uint16"), chunks=chunks, compressors=None)
    for read, (words, region) in reads.items():
        Counting.chunks = Counting.taken = 0
        array[region]
        told = f"to read {words} of a 128 x 256 x 256 stack in chunks of {' x '.join(map(str, chunks))}"
        plural = "chunk" if Counting.chunks == 1 else "chunks"
        facts[f"{name}_{read}_chunks"] = {"value": Counting.chunks, "unit": plural, "label": f"chunks {told}"}
        facts[f"{name}_{read}_bytes"] = {"value": Counting.taken // 1024, "unit": "KiB", "label": f"decoded {told}"}
Path("facts.json").write_text(json.dumps(facts))
