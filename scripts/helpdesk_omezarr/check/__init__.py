"""The page ``check.html``: a reader's own store, judged in the browser; nothing leaves the computer.

The scripts of the page stand in ``browser``. This package brings what they need: :mod:`.libraries` the two
JavaScript libraries, :mod:`.data` the official schemas, our rules and sentences, :mod:`.page` the directive and all
that a build publishes under ``check/``.
"""
