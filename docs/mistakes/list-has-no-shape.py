import numpy as np
from ome_zarr.io import parse_url
from ome_zarr.reader import Reader
from ome_zarr.writer import write_image

write_image(np.zeros((64, 64), "uint8"), "image.ome.zarr", axes="yx")
image, *_ = Reader(parse_url("image.ome.zarr"))()
try:
    print(image.data.shape)
except AttributeError as error:
    print(f"AttributeError: {error}")
print([level.shape for level in image.data])
