import json
from pathlib import Path

import numpy as np
import zarr


class Counting(zarr.storage.WrapperStore):
    """Counts the bytes that a reader takes out of the store it wraps."""

    taken = 0

    def count(self, value):
        Counting.taken += len(value) if value is not None else 0
        return value

    async def get(self, *arguments, **more):
        return self.count(await super().get(*arguments, **more))

    def get_sync(self, *arguments, **more):
        return self.count(super().get_sync(*arguments, **more))


# Not compressed, so that the bytes read are the bytes that a reader has to decode.
store = Counting(zarr.storage.MemoryStore())
image = zarr.create_array(store, data=np.ones((2048, 2048), "uint16"), chunks=(128, 128), compressors=None)
rng = np.random.default_rng(14)
corners = {
    "random": rng.integers(0, 2048 - 128 + 1, (200, 2)),
    "aligned": rng.integers(0, 2048 // 128, (200, 2)) * 128,  # only where a chunk begins
}
facts = {}
for name, places in corners.items():
    Counting.taken = 0
    wanted = sum(image[top : top + 128, left : left + 128].nbytes for top, left in places)
    label = f"bytes decoded per byte wanted, for 200 {name} patches of 128 x 128 from chunks of 128 x 128"
    facts[f"{name}_amplification"] = {"value": round(Counting.taken / wanted, 2), "unit": "times", "label": label}
Path("facts.json").write_text(json.dumps(facts))
