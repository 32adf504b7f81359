import numpy as np
import zarr

# The picture: 6 frames of 96 x 96 pixels; three cells drift and one of them fades.
t, y, x = np.ogrid[:6, :96, :96]
pixels = np.zeros((6, 96, 96))
for start_y, start_x, speed, fading in [(24, 20, 6, 0), (60, 70, -5, 0), (72, 24, 3, 0.15)]:
    distance = (y - start_y - speed * t / 2) ** 2 + (x - start_x - speed * t) ** 2
    pixels = pixels + 3000 * (1 - fading * t) * np.exp(-distance / 90)

frame_interval, pixel_size = 30.0, 0.65  # seconds and micrometer
axes = [
    {"name": "t", "type": "time", "unit": "second"},  # time comes before everything else
    {"name": "y", "type": "space", "unit": "micrometer"},
    {"name": "x", "type": "space", "unit": "micrometer"},
]
image = zarr.create_group("movie.ome.zarr", zarr_format=3)
datasets = []
for path, factor in [("0", 1), ("1", 2)]:
    level = pixels[:, ::factor, ::factor].astype("uint16")  # frames are never thinned out
    chunks = (1, 48, 48)  # one frame per chunk: showing a frame reads nothing else
    image.create_array(path, data=level, chunks=chunks, dimension_names=["t", "y", "x"])
    # The scale of the time axis is the time from frame to frame, on every level.
    scale = {"type": "scale", "scale": [frame_interval, factor * pixel_size, factor * pixel_size]}
    datasets.append({"path": path, "coordinateTransformations": [scale]})

image.attrs["ome"] = {
    "version": "0.5",
    "multiscales": [{"name": "movie", "axes": axes, "datasets": datasets}],
}
