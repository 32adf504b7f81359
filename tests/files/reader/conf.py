"""Another project, which links to the terms of a help desk through its objects.inv."""

import os

project = "Reader"
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {"kitchen": (os.environ["KITCHEN"], None)}
nitpicky = True
