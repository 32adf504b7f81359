import hashlib

import numpy as np
import zarr
from numcodecs import Blosc, GZip, Zstd

# The picture: soft waves with the noise of a camera. Noise is what makes pixels hard to compress.
y, x = np.mgrid[:160, :160]
waves = 400 + 300 * np.sin(x / 12) * np.cos(y / 17)
pixels = np.random.default_rng(9).poisson(waves).astype("uint16")

codecs = {
    "zstd": Zstd(level=3), "gzip": GZip(level=6),
    "blosc": Blosc(cname="zstd", clevel=5, shuffle=Blosc.SHUFFLE),
    "none": None,  # the pixels as they are in memory
}
image = zarr.create_group("codecs.ome.zarr", zarr_format=2)
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
multiscales = []
for name, codec in codecs.items():  # the same pixels four times, as four named images of one group
    separator = {"name": "v2", "separator": "/"}
    array = image.create_array(
        name, data=pixels, chunks=(80, 80), compressors=codec, chunk_key_encoding=separator
    )
    # Lossless: what comes back has the same checksum as what went in.
    assert hashlib.sha256(array[:]).digest() == hashlib.sha256(pixels).digest()
    scale = {"type": "scale", "scale": [0.1, 0.1]}
    level = {"path": name, "coordinateTransformations": [scale]}
    multiscales.append({"version": "0.4", "name": name, "axes": axes, "datasets": [level]})
image.attrs["multiscales"] = multiscales
