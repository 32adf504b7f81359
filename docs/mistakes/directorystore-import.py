import zarr

for name in ("DirectoryStore", "NestedDirectoryStore", "ZipStore", "LocalStore"):
    print(f"zarr.{name}: {hasattr(zarr, name)}, zarr.storage.{name}: {hasattr(zarr.storage, name)}")
