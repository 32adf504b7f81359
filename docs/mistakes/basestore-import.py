try:
    from zarr.storage import BaseStore

    print(BaseStore)
except ImportError as error:
    print("ImportError:", str(error).split(" (")[0])
