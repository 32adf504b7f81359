"""``{picture} chunk-grid image:v05`` on prose pages: a drawing and where it is from."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from pydantic import TypeAdapter, ValidationError
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from helpdesk.model.entries import Picture, PictureLine
from helpdesk.model.kinds import CHANNELS
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import page_link
from helpdesk_omezarr.pictures.draw import draw, run_of
from helpdesk_omezarr.pictures.subject import CannotDraw

logger = logging.getLogger(__name__)
_LINE: TypeAdapter[Picture] = TypeAdapter(PictureLine)


class picture(nodes.General, nodes.TextElement):  # noqa: N801
    """A drawing, ``svg`` for HTML and ``alt`` for everything else, with the caption as its text.

    It is no docutils figure: Sphinx would number those and give each an anchor.
    """


def setup(app: Sphinx) -> None:
    in_words = (_write_words, None)
    app.add_node(
        picture, html=(_begin_figure, _end_figure), text=in_words, latex=in_words, man=in_words, texinfo=in_words
    )
    app.add_directive("picture", PictureDirective)


class PictureDirective(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        try:
            wanted = _LINE.validate_python(self.arguments[0])
        except ValidationError as error:
            words = error.errors()[0]["msg"].removeprefix("Value error, ")
            logger.warning("R411 %s", words, location=self.get_location())
            return []
        return picture_nodes(HelpDesk.of(self.env), wanted, self.get_location())


def picture_nodes(domain: HelpDesk, wanted: Picture, location: str) -> list[nodes.Node]:
    """The drawing with its caption; nothing but a warning at ``location`` when it cannot be drawn."""
    domain.see(f"example:{wanted.example}" if wanted.example else "decide")
    try:
        drawing = draw(domain.desk, wanted)
    except CannotDraw as why:
        # What is wrong with the examples is reported by themselves.
        if not domain.desk.incomplete:
            logger.warning("R411 no picture `%s`: %s", wanted, why, location=location)
        return []
    svg = drawing.svg(f"picture-{domain.env.new_serialno('picture')}")
    return [picture("", "", *_caption(domain, wanted), svg=svg, alt=drawing.alt)]


def _caption(domain: HelpDesk, wanted: Picture) -> list[nodes.Node]:
    catalog = domain.desk.catalog
    if not wanted.example:
        link = page_link(domain, catalog.of(CHANNELS)[0], "the decision guide")
        return [nodes.Text("Drawn by the build from "), link, nodes.Text(".")]
    page = catalog.target("example", wanted.example)
    version = run_of(domain.desk, wanted).version
    if page is None or page.docname == domain.env.docname:
        return [nodes.Text(f"Drawn by the build from this example, OME-Zarr {version}.")]
    link = page_link(domain, page)
    return [nodes.Text("Drawn by the build from the example "), link, nodes.Text(f", OME-Zarr {version}.")]


def _begin_figure(self: Any, node: picture) -> None:
    self.body.append(f'<figure class="picture">\n{node["svg"]}\n<figcaption>')


def _end_figure(self: Any, node: picture) -> None:
    self.body.append("</figcaption>\n</figure>\n")


def _write_words(self: Any, node: picture) -> None:
    inside = nodes.paragraph("", node["alt"])
    inside.walkabout(self)
    raise nodes.SkipNode
