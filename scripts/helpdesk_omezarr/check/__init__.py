"""The pages ``check.html`` and ``edit.html``: a store, or documents while they are changed, judged in the browser.

Nothing leaves the computer.

The scripts of the pages stand in ``browser``. This package brings what they need: :mod:`.libraries` the two
JavaScript libraries, :mod:`.data` the official schemas, our rules and sentences, :mod:`.documents`
what the editor opens, :mod:`.page` the directives and all that a build publishes under ``check/`` and ``edit/``.
"""
