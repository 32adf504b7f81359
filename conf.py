"""Sphinx's configuration. The repository's root is the source folder; helpdesk.sphinx makes pages of YAML files."""

from helpdesk import __version__

project = "OME-Zarr help desk"
author = "the OME-Zarr help desk contributors"
copyright = "the OME-Zarr help desk contributors; text CC-BY-4.0, code BSD-3-Clause"
language = "en"
version = release = __version__

extensions = ["myst_parser", "helpdesk.sphinx"]
source_suffix = {".md": "markdown"}
include_patterns = ["index.md", "check.md", "describe.md", "edit.md", "glossary/*", "faq/*", "docs/**"]
exclude_patterns = [".*", "_build", "scripts", "tests", "docs/_data/**"]  # or Sphinx would walk through .venv

html_theme = "helpdesk"
html_title = project
html_baseurl = "https://ome-zarr-help-desk.readthedocs.io/en/latest/"
helpdesk_preview = "stores/image/v05.png"  # beside the words of the pictures that other sites show for a link
html_use_index = False  # the glossary is the index
html_copy_source = False
html_show_sourcelink = False
html_context = {
    "github_user": "ome",
    "github_repo": "ome-zarr-help-desk",
    "github_version": "main",
    "doc_path": "",
    "default_mode": "auto",
}
