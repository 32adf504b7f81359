project = "Kitchen help desk"
extensions = ["helpdesk.sphinx"]
include_patterns = ["index.md", "glossary/*", "faq/*", "docs/**"]
html_theme = "pydata_sphinx_theme"
html_theme_options = {"navbar_align": "left"}
html_sidebars = {"**": []}
