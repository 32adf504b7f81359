import zarr

image = zarr.open_group("stains.ome.zarr", mode="r")
for number, channel in enumerate(image.attrs["ome"]["omero"]["channels"]):
    brightest = int(image["0"][number].max())
    shown = 255 * brightest // channel["window"]["end"]
    print(f"{channel['label']}: brightest pixel {brightest}, shown as {shown} of 255")
