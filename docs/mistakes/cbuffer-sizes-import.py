try:
    from numcodecs.blosc import cbuffer_sizes  # as zarr-python 2 does

    print(cbuffer_sizes)
except ImportError as error:
    print("ImportError:", str(error).split(" (")[0])
