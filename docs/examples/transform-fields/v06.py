import numpy as np
import zarr

# The picture: a 128 x 128 pixel image of a grid that a lens has bent, and vectors that straighten it.
y, x = np.mgrid[:128, :128] * 0.5  # positions in micrometer
lines = np.maximum(np.cos((y + 2.0 * np.sin(x / 10)) * np.pi / 4), np.cos(x * np.pi / 4)) ** 8
# A vector every 4 micrometer. Vectors are stored as an image with one more axis, for the parts along y and along x.
y, x = np.mgrid[:64:4, :64:4].astype("float32")
bend = 2.0 * np.sin(x / 10)
images = {  # path in the scene: values, type of that axis, micrometers between two values
    "grid": ((2000 * lines).astype("uint16"), "", 0.5),
    "coordinateTransformations/forward": (np.stack([bend, 0 * x]), "displacement", 4.0),  # how far a point moves
    "coordinateTransformations/inverse": (np.stack([-bend, 0 * x]), "displacement", 4.0),
    "coordinateTransformations/positions": (np.stack([y + bend, x]), "coordinate", 4.0),  # where a point goes
}
scene = zarr.create_group("fields.ome.zarr", zarr_format=3)
space = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
for path, (values, kind, step) in images.items():
    group = scene.create_group(path)
    group.create_array("0", data=values, chunks=values.shape)
    axes = [{"name": "v", "type": kind, "discrete": True}, *space] if kind else space
    scale = {"scale": [1.0, step, step][-len(axes):], "input": {"path": "0"}, "output": {"name": "physical"}}
    level = {"path": "0", "coordinateTransformations": [{"type": "scale", **scale}]}
    multiscale = {"coordinateSystems": [{"name": "physical", "axes": axes}], "datasets": [level]}
    group.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}
forward = {"type": "displacements", "path": "coordinateTransformations/forward", "interpolation": "linear"}
inverse = {**forward, "path": "coordinateTransformations/inverse"}
ways = {  # name of the output system: the transform that leads to it
    "moved": forward,
    "looked up": {**forward, "type": "coordinates", "path": "coordinateTransformations/positions"},
    "both ways": {"type": "bijection", "forward": forward, "inverse": inverse},  # says how to get back
}
paths = [{**way, "input": {"path": "grid", "name": "physical"}, "output": {"name": name}} for name, way in ways.items()]
systems = [{"name": name, "axes": space} for name in ways]
scene.attrs["ome"] = {"version": "0.6", "scene": {"coordinateSystems": systems, "coordinateTransformations": paths}}
