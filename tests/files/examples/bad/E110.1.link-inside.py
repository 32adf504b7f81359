import os

os.mkdir("image.zarr")
os.symlink("zarr.json", "image.zarr/again.json")
