"""Imports every validator, so that processes forked afterward need not."""

from helpdesk_omezarr.stores.validators import house, ngff_zarr, ome_zarr_models, schemas, tensorstore, yaozarrs

__all__ = ["house", "ngff_zarr", "ome_zarr_models", "schemas", "tensorstore", "yaozarrs"]
