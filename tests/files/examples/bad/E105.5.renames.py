from pathlib import Path

inside = Path("image.zarr")
inside.mkdir()
inside.rename("../image.zarr")
