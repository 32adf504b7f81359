"""The picture of an entry as HTML, with where it is from."""

from __future__ import annotations

from markupsafe import Markup

from helpdesk.model.kinds import CHANNELS
from helpdesk.model.picture import Picture
from helpdesk.rendering.context import Context
from helpdesk_omezarr.pictures.draw import draw, run_of
from helpdesk_omezarr.pictures.subject import CannotDraw


def figure(context: Context, picture: Picture) -> Markup:
    """The drawing with its caption; where it cannot be drawn nothing, and ``context`` has a problem."""
    try:
        drawing = draw(context.desk, picture)
    except CannotDraw as why:
        # What is wrong with the examples is reported by themselves.
        if not context.desk.incomplete:
            context.warn(f"no picture `{picture}`: {why}", ("picture",), "R411")
        return Markup()
    svg = Markup(drawing.svg("picture-0"))
    return Markup('<figure class="picture">\n{}\n<figcaption>{}</figcaption>\n</figure>\n').format(
        svg, _caption(context, picture)
    )


def _caption(context: Context, picture: Picture) -> Markup:
    catalog = context.desk.catalog
    if not picture.example:
        link = context.link(catalog.of(CHANNELS)[0], "the decision guide")
        return Markup("Drawn from {}.").format(link)
    page = catalog.target("example", picture.example)
    assert page
    version = run_of(context.desk, picture).version
    return Markup("Drawn from the example {}, OME-Zarr {}.").format(context.link(page), version)
