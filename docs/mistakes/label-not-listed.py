from ome_zarr.io import parse_url
from ome_zarr.reader import Reader

for node in Reader(parse_url("labels.ome.zarr"))():
    print("layer:", node.zarr.basename(), [level.shape for level in node.data])
