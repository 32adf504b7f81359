"""Somebody else's documentation, which takes a help desk in below ``help/``."""

import os

project = "Pottery handbook"
author = "some potters"
copyright = "some potters"
language = "en"

extensions = ["sphinx_reredirects"]
redirects = {"old/kiln": "../guide/kiln.html"}
exclude_patterns = ["_build", "help/**"]
html_theme = os.environ["HOST_THEME"]
html_extra_path = ["extra"]
html_js_files = [(None, {"body": "window.host = 'runs'"})]
html_baseurl = "https://pottery.example.org/book/"

# The two lines that it takes.
if os.environ.get("HOST_HELP"):
    extensions.append("helpdesk.sphinx")
    helpdesk_root = "help"
    exclude_patterns.remove("help/**")
