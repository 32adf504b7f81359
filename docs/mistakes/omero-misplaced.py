from ome_zarr.io import parse_url
from ome_zarr.reader import Reader

image = next(iter(Reader(parse_url("stains.ome.zarr"))()))
print("channel names:", image.metadata.get("channel_names"))
print("colors:", image.metadata.get("colormap"))
