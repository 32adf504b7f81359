import numpy as np
import zarr

# The picture: two images from one vendor file, an overview and a detail of its center.
y, x = np.mgrid[:128, :128]
overview = 2000 * np.cos(np.hypot(y - 64, x - 64) / 4) ** 2
detail = 2000 * np.cos(np.hypot(y[:96, :96] - 48, x[:96, :96] - 48) / 16) ** 2

top = zarr.create_group("series.ome.zarr", zarr_format=3)
# Always 3; the number has nothing to do with Zarr version 3.
top.attrs["ome"] = {"version": "0.6", "bioformats2raw.layout": 3}
# The images, in the order of the Image elements of the XML.
top.create_group("OME").attrs["ome"] = {"version": "0.6", "series": ["0", "1"]}
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
elements = ""
for path, name, pixels, size in [("0", "overview", overview, 2.0), ("1", "detail", detail, 0.5)]:
    image = top.create_group(path)  # a complete image: viewers can open it by itself
    image.create_array("0", data=pixels.astype("uint16"), chunks=(128, 128))
    level = {"path": "0", "coordinateTransformations": [{
        "type": "scale", "scale": [size, size], "input": {"path": "0"}, "output": {"name": "physical"},
    }]}
    multiscale = {"name": name, "coordinateSystems": [{"name": "physical", "axes": axes}], "datasets": [level]}
    image.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}
    elements += f"""
  <Image ID="Image:{path}" Name="{name}">
    <Pixels ID="Pixels:{path}" DimensionOrder="XYZCT" Type="uint16"
        SizeX="{pixels.shape[1]}" SizeY="{pixels.shape[0]}" SizeZ="1" SizeC="1" SizeT="1"
        PhysicalSizeX="{size}" PhysicalSizeY="{size}">
      <Channel ID="Channel:{path}:0" SamplesPerPixel="1"/>
      <MetadataOnly/>
    </Pixels>
  </Image>"""
# MetadataOnly stands where a file would have pixels: they are in the arrays.
with open("series.ome.zarr/OME/METADATA.ome.xml", "w", encoding="utf-8") as file:
    file.write(f'<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">{elements}\n</OME>\n')
