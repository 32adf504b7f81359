"""The Sphinx extension ``helpdesk_omezarr.sphinx``: examples, mistakes and pictures of OME-Zarr.

:mod:`helpdesk.sphinx` loads it, as it is an entry point of the group ``helpdesk.sphinx``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

import helpdesk
from helpdesk.model.kinds import EXAMPLE
from helpdesk.rendering.article import add_templates
from helpdesk.rendering.pictures import draw_with
from helpdesk.rendering.views import add_view
from helpdesk_omezarr.check import page as checker
from helpdesk_omezarr.describe import page as describer
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.view import view
from helpdesk_omezarr.pictures.figure import figure
from helpdesk_omezarr.sphinx import picture, runs, scripts
from helpdesk_omezarr.sphinx.computed_tools import ComputedTools
from helpdesk_omezarr.sphinx.mistake_lists import ClauseTable, Matrix, MistakeIndex, PasteBox


def setup(app: Sphinx) -> dict[str, Any]:
    add_view(MISTAKE.name, view)
    add_templates(Path(__file__).parents[1] / "templates")
    draw_with(figure)
    app.add_directive("mistake-index", MistakeIndex)
    app.add_directive("mistake-matrix", Matrix)
    app.add_directive("clause-table", ClauseTable)
    app.add_directive("computed-tools", ComputedTools)
    app.add_directive("paste-box", PasteBox)
    app.connect("config-inited", _add_example)
    picture.setup(app)
    checker.setup(app)
    describer.setup(app)
    scripts.setup(app)
    runs.setup(app)
    return {"version": helpdesk.__version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_example(app: Sphinx, config: Config) -> None:
    # Imported here: a help desk without examples needs none of the packages that run them.
    if (Path(app.srcdir) / EXAMPLE.folder).is_dir():
        from helpdesk_omezarr.sphinx.coverage import Coverage
        from helpdesk_omezarr.sphinx.example import ExampleDirective
        from helpdesk_omezarr.sphinx.hero import ImageOf
        from helpdesk_omezarr.sphinx.session import SessionDirective

        app.add_directive("example", ExampleDirective)
        app.add_directive("coverage", Coverage)
        app.add_directive("image-of", ImageOf)
        app.add_directive("session", SessionDirective)
