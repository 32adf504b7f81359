import zarr
from pathlib import Path

zarr.open_group("image.ome.zarr", mode="w")
Path("facts.json").write_text('{"no files": {"value": 12}}')
