import json
from pathlib import Path

import numpy as np
import zarr


def overhead(size, smallest, dimensions):
    """Percent of extra pixels that halving along every axis adds, down to ``smallest``."""
    levels = [size // 2**step for step in range(20) if size // 2**step >= smallest]
    return round(100 * sum(level**dimensions for level in levels[1:]) / size**dimensions, 1)


# A ramp: the value of a pixel is its own position, so the levels tell where their pixels really are.
ramp = np.arange(64.0)
averaged, strided = ramp.reshape(-1, 2).mean(axis=1), ramp[::2]
claimed = 2.0 * np.arange(32)  # what a reader believes who knows the scale 2 and no translation
shift_averaged, shift_strided = float((averaged - claimed)[0]), int((strided - claimed)[0])

# The same with the stored image: the translation of level 1, in pixels of level 0.
multiscale = zarr.open_group("v05/levels.ome.zarr", mode="r").attrs["ome"]["multiscales"][0]
scale, translation = multiscale["datasets"][1]["coordinateTransformations"]
stored = translation["translation"][0] / (scale["scale"][0] / 2)
assert stored == shift_averaged, (stored, shift_averaged)

facts = {
    "overhead_2d": (overhead(1024, 64, 2), "%", "extra pixels of a 2D pyramid, 1024 to 64 in steps of 2 x 2"),
    "overhead_3d": (overhead(256, 16, 3), "%", "extra voxels of a 3D pyramid, 256 to 16 in steps of 2 x 2 x 2"),
    "shift_averaged": (shift_averaged, "pixels", "shift of the centers of averaged pixels, in level 0 pixels"),
    "shift_strided": (shift_strided, "pixels", "shift of the centers of strided pixels, in level 0 pixels"),
    "misplaced_without_translation": (
        float(abs(averaged - claimed).max()), "pixels",
        "error of an averaged level 1 whose translation is left out, in level 0 pixels",
    ),
}
for number in range(3):  # only metadata is written: the array has no chunks
    shape = [length // 2**number for length in (512, 2048, 2048)]
    level = zarr.create_array(f"level_{number}.zarr", shape=shape, chunks=(64, 64, 64), dtype="uint16")
    label = f"memory to hold level {number} of a 512 x 2048 x 2048 stack of 16-bit pixels"
    facts[f"memory_level_{number}"] = (level.nbytes // 2**20, "MiB", label)
named = {name: dict(zip(("value", "unit", "label"), fact)) for name, fact in facts.items()}
Path("facts.json").write_text(json.dumps(named))
