import tempfile

import zarr

zarr.create_array(f"{tempfile.gettempdir()}/../../outside.zarr", shape=(4, 4), dtype="uint8")[:] = 1
