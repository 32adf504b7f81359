"""Example stores: run the script that writes one, look at it, draw it and ask validators about it.

Nothing here knows Sphinx. :func:`helpdesk_omezarr.stores.run.run_examples` is the door for the build,
:func:`helpdesk_omezarr.stores.validators.validate` the one for any store on disk.
"""
