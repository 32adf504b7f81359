"""A help desk on another subject: this is all the configuration it takes."""

project = "Bread help desk"
author = "some bakers"
copyright = "some bakers"
language = "en"

extensions = ["helpdesk.sphinx"]
include_patterns = ["index.md", "glossary/*", "faq/*"]

html_theme = "pydata_sphinx_theme"
html_baseurl = "https://example.org/bread/"
html_copy_source = False
html_sidebars = {"**": []}
