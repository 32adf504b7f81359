import time

import zarr

zarr.open_group("image.ome.zarr", mode="w").attrs["now"] = time.perf_counter_ns()
