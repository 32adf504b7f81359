import os

try:
    os.mkdir("/outside")
except OSError:
    os.mkdir("image.zarr")
