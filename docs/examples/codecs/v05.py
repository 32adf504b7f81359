import hashlib

import numpy as np
import zarr
from zarr.codecs import BloscCodec, GzipCodec, ZstdCodec

# The picture: soft waves with the noise of a camera. Noise is what makes pixels hard to compress.
y, x = np.mgrid[:160, :160]
waves = 400 + 300 * np.sin(x / 12) * np.cos(y / 17)
pixels = np.random.default_rng(9).poisson(waves).astype("uint16")

codecs = {
    "zstd": ZstdCodec(level=3), "gzip": GzipCodec(level=6),
    "blosc": BloscCodec(cname="zstd", clevel=5, shuffle="shuffle", typesize=2),
    "none": None,  # the pixels as they are in memory
}
image = zarr.create_group("codecs.ome.zarr", zarr_format=3)
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
multiscales = []
for name, codec in codecs.items():  # the same pixels four times, as four named images of one group
    array = image.create_array(
        name, data=pixels, chunks=(80, 80), compressors=codec, dimension_names=["y", "x"]
    )
    # Lossless: what comes back has the same checksum as what went in.
    assert hashlib.sha256(array[:]).digest() == hashlib.sha256(pixels).digest()
    scale = {"type": "scale", "scale": [0.1, 0.1]}
    level = {"path": name, "coordinateTransformations": [scale]}
    multiscales.append({"name": name, "axes": axes, "datasets": [level]})
image.attrs["ome"] = {"version": "0.5", "multiscales": multiscales}
