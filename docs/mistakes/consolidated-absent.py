import zarr

for zarr_format in (2, 3):
    name = f"written-as-v{zarr_format}.zarr"
    zarr.open_group(name, mode="w", zarr_format=zarr_format)
    try:
        zarr.open_consolidated(name)
    except ValueError as error:
        print(f"{type(error).__name__}: {error}")
    print("without the copy:", zarr.open_group(name, mode="r").name)
