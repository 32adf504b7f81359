"""Pages and directives about OME-Zarr."""
