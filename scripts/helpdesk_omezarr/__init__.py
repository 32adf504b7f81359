"""The help desk's subject: OME-Zarr stores, examples, mistakes and pictures."""
