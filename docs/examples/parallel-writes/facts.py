import json
from pathlib import Path

import zarr


class Slow(zarr.storage.WrapperStore):
    """A writer's store whose writes arrive later, as those of another process may do."""

    def __init__(self, store):
        super().__init__(store)
        self.underway = {}

    async def set(self, key, value):
        self.underway[key] = value

    def set_sync(self, key, value):
        self.underway[key] = value


def lost_chunks(shards):
    """Two writers fill two chunks each at the same time. Returns how many of the four chunks are lost."""
    files = {}
    shared = zarr.storage.MemoryStore(files)
    zarr.create_array(shared, shape=(64, 256), chunks=(64, 64), shards=shards, dtype="uint8", fill_value=0)
    writers = [Slow(shared), Slow(shared)]
    for number, store in enumerate(writers):  # both read what is there before either has written
        zarr.open_array(store, mode="r+")[:, 128 * number : 128 * (number + 1)] = 7
    for store in writers:
        files.update(store.underway)
    read = zarr.open_array(shared, mode="r")[:]
    return sum(not (read[:, left : left + 64] == 7).all() for left in range(0, 256, 64))


facts = {}
for name, shards, words in [
    ("lost_same_shard", (64, 256), "one shard"), ("lost_own_shard", (64, 128), "a shard each")
]:
    label = f"chunks lost, of 4, when two writers fill {words} at the same time"
    facts[name] = {"value": lost_chunks(shards), "unit": "chunks", "label": label}
Path("facts.json").write_text(json.dumps(facts))
