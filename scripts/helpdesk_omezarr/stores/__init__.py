"""Stores: run the script that writes one, look at it, draw it, and ask validators about it.

Nothing here knows of help desks or Sphinx. :func:`helpdesk_omezarr.stores.validators.validate` is the door for any
store on disk, :class:`helpdesk_omezarr.stores.sandbox.Sandbox` the one for scripts.
"""
