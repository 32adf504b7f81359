"""The search index: what the pages' search loads, made from the catalog without a browser.

The work is split so that the browser has little to do and little to load. Here, once a build: words, stems, weights
of fields, lengths of texts, and from them the worth of every word for every entry, as one small number. In the
browser (``docs/_static/find.js``): look the words of a question up, mend typing errors, add the numbers.
"""
