from pathlib import Path

Path("image.zarr").mkdir()
Path("image.zarr/zarr.json").write_text('{"zarr_format": 3, "node_')
