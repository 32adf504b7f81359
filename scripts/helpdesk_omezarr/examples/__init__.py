"""The example stores of a help desk: run their scripts, have the stores judged, and publish them.

:func:`helpdesk_omezarr.examples.run.run_examples` is the door. What a store is, and how one is run and judged, is in
:mod:`helpdesk_omezarr.stores`, which knows nothing of help desks.
"""
