"""``{picture} chunk-grid image:v05`` on prose pages: a drawing and where it is from."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from pydantic import TypeAdapter, ValidationError
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from helpdesk.model.kinds import CHANNELS
from helpdesk.model.picture import Picture, PictureLine
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import page_link
from helpdesk_omezarr.pictures.draw import draw, run_of
from helpdesk_omezarr.pictures.subject import CannotDraw
from helpdesk_omezarr.sphinx.versions import of_version, version_choice

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
        domain = HelpDesk.of(self.env)
        if wanted.example and self.env.docname.split("/")[-2:] == [wanted.example, "index"]:
            return self._of_each_version(domain, wanted)
        return picture_nodes(domain, wanted, self.get_location())

    def _of_each_version(self, domain: HelpDesk, wanted: Picture) -> list[nodes.Node]:
        """On the page of the example: the drawing of the version that the reader chose."""
        domain.see(f"example:{wanted.example}")
        example = domain.desk.results.get(f"examples/{wanted.example}")
        runs = {run.version: run.script.stem for run in (example.runs if example else []) if not run.variant}
        versions = sorted({run.version for run in (example.runs if example else [])})
        if len(versions) < 2 or wanted.script not in runs.values():
            return picture_nodes(domain, wanted, self.get_location())
        shown: list[nodes.Node] = [*version_choice(self.env, versions)]
        for version, script in sorted(runs.items()):
            one = wanted.model_copy(update={"of": ":".join([wanted.example, script, *filter(None, [wanted.part])])})
            # What cannot be drawn is told for the script that was asked for.
            quiet = script != wanted.script
            shown += of_version(version, versions, picture_nodes(domain, one, self.get_location(), quiet))
        return shown


def picture_nodes(domain: HelpDesk, wanted: Picture, location: str, quiet: bool = False) -> list[nodes.Node]:
    """The drawing with its caption; nothing but a warning at ``location`` when it cannot be drawn."""
    domain.see(f"example:{wanted.example}" if wanted.example else "decide")
    try:
        drawing = draw(domain.desk, wanted)
    except CannotDraw as why:
        # What is wrong with the examples is reported by themselves.
        if not domain.desk.incomplete and not quiet:
            logger.warning("R411 no picture `%s`: %s", wanted, why, location=location)
        return []
    svg = drawing.svg(f"picture-{domain.env.new_serialno('picture')}")
    return [picture("", "", *_caption(domain, wanted), svg=svg, alt=drawing.alt)]


def _caption(domain: HelpDesk, wanted: Picture) -> list[nodes.Node]:
    catalog = domain.desk.catalog
    if not wanted.example:
        link = page_link(domain, catalog.of(CHANNELS)[0], "the decision guide")
        return [nodes.Text("Drawn from "), link, nodes.Text(".")]
    page = catalog.target("example", wanted.example)
    version = run_of(domain.desk, wanted).version
    if page is None or page.docname == domain.env.docname:
        return [nodes.Text(f"Drawn from this example, OME-Zarr {version}.")]
    link = page_link(domain, page)
    return [nodes.Text("Drawn from the example "), link, nodes.Text(f", OME-Zarr {version}.")]


def _begin_figure(self: Any, node: picture) -> None:
    self.body.append(f'<figure class="picture">\n{node["svg"]}\n<figcaption>')


def _end_figure(self: Any, node: picture) -> None:
    self.body.append("</figcaption>\n</figure>\n")


def _write_words(self: Any, node: picture) -> None:
    inside = nodes.paragraph("", node["alt"])
    inside.walkabout(self)
    raise nodes.SkipNode
