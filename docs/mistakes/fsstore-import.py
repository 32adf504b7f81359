import zarr.storage

print("FSStore" in dir(zarr.storage), "FsspecStore" in dir(zarr.storage))
try:
    from zarr.storage import FSStore

    print(FSStore)
except ImportError as error:
    print("ImportError:", str(error).split(" (")[0])
