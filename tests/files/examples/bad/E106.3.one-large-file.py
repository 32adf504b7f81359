from pathlib import Path

Path("image.zarr").write_bytes(bytes(21 << 20))
