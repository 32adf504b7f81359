"""The page ``describe.html``: describe an image, and get its metadata, its files, advice and the script that writes it.

What can be chosen stands in ``options.yaml``, what is advised in ``advice.yaml``, the scripts in ``templates``; the
scripts of the page itself stand in ``browser``. :mod:`.data` puts the data together, :mod:`.page` has the directive and
what a build publishes under ``describe/``.
"""
