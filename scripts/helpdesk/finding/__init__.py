"""The search index: what the pages' search loads, made from the catalog without a browser.

The work is split so that the browser has little to do and little to load. Here, once a build: words, stems, weights
of fields, lengths of texts, and from them the worth of every word for every entry, as one small number. In the
browser (``theme/static/find.js``): look the words of a question up, mend typing errors, add the numbers.

Why not Pagefind, which was tried on these pages: asked word by word it finds less than BM25 (44 against 47 of 50
questions), does not mend typing errors and cannot compare whole messages. It loads 85 KiB of code and 25 to 33 KiB
for each word, so a question of four words passes 150 KiB, and its WebAssembly needs a hole in the page's policy.
"""
