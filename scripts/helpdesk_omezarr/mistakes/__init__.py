"""Mistakes: what they are, how a valid store is broken on purpose, what validators say, which one a message means.

``entry``, ``step``, ``clauses`` and ``rules`` are about the YAML files and need nothing of Zarr; nor do ``broken``
(what came of a trial) and ``messages``. ``change`` breaks a store, ``run`` asks the validators, ``expected`` compares,
``accept`` writes what was said into the files.
"""
