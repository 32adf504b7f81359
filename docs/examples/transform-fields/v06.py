import numpy as np
import zarr

# The picture: a 128 x 128 pixel image of a grid that a lens has bent, and vectors that straighten it.
y, x = np.mgrid[:128, :128] * 0.5  # positions in micrometer
bend = 2.0 * np.sin(x / 10)
lines = np.maximum(np.cos((y + bend) * np.pi / 4), np.cos(x * np.pi / 4)) ** 8


def write_image(group, pixels, axes, scale):
    group.create_array("0", data=pixels, chunks=pixels.shape)
    level = {"path": "0", "coordinateTransformations": [{
        "type": "scale", "scale": scale, "input": {"path": "0"}, "output": {"name": "physical"},
    }]}
    multiscale = {"coordinateSystems": [{"name": "physical", "axes": axes}], "datasets": [level]}
    group.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}


space = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
scene = zarr.create_group("fields.ome.zarr", zarr_format=3)
write_image(scene.create_group("grid"), (2000 * lines).astype("uint16"), space, [0.5, 0.5])

# A vector every 4 micrometer. Vectors are stored as an image, with one more axis for their components.
y, x = np.mgrid[:64:4, :64:4].astype("float32")
bend = 2.0 * np.sin(x / 10)
fields = {  # name: type of that axis, and the component along y and along x
    "forward": ("displacement", [bend, 0 * x]),  # how far a point moves
    "inverse": ("displacement", [-bend, 0 * x]),
    "positions": ("coordinate", [y + bend, x]),  # where a point goes
}
folder = scene.create_group("coordinateTransformations")
for name, (kind, vectors) in fields.items():
    axes = [{"name": "v", "type": kind, "discrete": True}, *space]
    write_image(folder.create_group(name), np.stack(vectors).astype("float32"), axes, [1.0, 4.0, 4.0])

path = "coordinateTransformations"
forward = {"type": "displacements", "path": f"{path}/forward", "interpolation": "linear"}
inverse = {"type": "displacements", "path": f"{path}/inverse", "interpolation": "linear"}
straighten = {  # name of the output system: the transform that leads to it
    "moved": forward,
    "looked up": {"type": "coordinates", "path": f"{path}/positions", "interpolation": "linear"},
    "both ways": {"type": "bijection", "forward": forward, "inverse": inverse},  # says how to get back
}
scene.attrs["ome"] = {"version": "0.6", "scene": {
    "coordinateSystems": [{"name": name, "axes": space} for name in straighten],
    "coordinateTransformations": [
        {**transform, "input": {"path": "grid", "name": "physical"}, "output": {"name": name}}
        for name, transform in straighten.items()
    ],
}}
