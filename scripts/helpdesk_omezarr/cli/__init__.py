"""Commands of ``helpdesk`` about OME-Zarr."""
