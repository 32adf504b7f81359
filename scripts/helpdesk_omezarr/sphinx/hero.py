"""``{image-of} image:v05``: an image of an example beside what it is made of: its levels, its chunks, its folder."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from helpdesk.sphinx.domain import HelpDesk
from helpdesk_omezarr.examples.run import Example
from helpdesk_omezarr.pictures.subject import CannotDraw, Grid, Subject
from helpdesk_omezarr.pictures.svg import times

logger = logging.getLogger(__name__)
_SIDE = 208  # of the largest level, in CSS pixels


class ImageOf(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        name, _, script = self.arguments[0].partition(":")
        domain.see(f"example:{name}")
        example = domain.desk.results.get(f"examples/{name}")
        try:
            return [nodes.raw("", self._figure(domain, example, script), format="html")]
        except CannotDraw as why:
            # What is wrong with the examples is reported by themselves.
            if not domain.desk.incomplete:
                logger.warning("R411 no image of `%s`: %s", self.arguments[0], why, location=self.get_location())
            return []

    def _figure(self, domain: HelpDesk, example: Example | None, script: str) -> str:
        run = next((run for run in example.runs if run.script.stem == script), None) if example else None
        if example is None or run is None or not run.picture:
            raise CannotDraw("no such example has a picture")
        subject = Subject(run, "", example.facts, domain.desk.out)
        grids = [subject.grid(level.path) for level in subject.levels()]
        smaller = [
            _image(self._address(level), _SIDE * one.shape[-1] // grids[0].shape[-1], "")
            for one, level in zip(grids[1:], run.levels, strict=False)
        ]
        page = domain.desk.catalog.target("example", example.name)
        how = f' <a href="{self._address(page.url)}">See&nbsp;how</a>' if page else ""
        alt = f"Fluorescent cells at {len(grids)} levels; the largest is cut into {_count(grids[0])} chunks a channel."
        return (
            '<figure class="image-of">\n<div class="levels">'
            f'<div class="tile">{_image(self._address(run.picture), _SIDE, alt)}{_mesh(grids[0])}</div>'
            f"{''.join(smaller)}"
            f"</div>\n<pre>{''.join(_folder(run.store.name, grids))}</pre>\n"
            f"<figcaption>A real dataset, written, checked and drawn when this site was made.{how}</figcaption>\n"
            "</figure>\n"
        )

    def _address(self, path: str) -> str:
        return relative_uri(f"{self.env.docname}.html", path)


def _count(grid: Grid) -> str:
    return times(grid.along(grid.stored)[-2:])


def _image(source: str, side: int, alt: str) -> str:
    return f'<img src="{escape(source)}" width="{side}" height="{side}" alt="{escape(alt)}">'


def _mesh(grid: Grid) -> str:
    """The borders of the chunks over the image, and a frame around the second of the first row."""
    rows, columns = grid.along(grid.stored)[-2:]
    high, wide = (100 / n for n in (rows, columns))
    lines = "".join(f"M0 {n * high:g}H100" for n in range(1, rows)) + "".join(
        f"M{n * wide:g} 0V100" for n in range(1, columns)
    )
    return (
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="{lines}"/><rect x="{wide * (columns > 1):g}" y="0" width="{wide:g}" height="{high:g}"/></svg>'
    )


def _folder(name: str, grids: list[Grid]) -> Iterator[str]:
    """The lines of the folder, chunks of one channel by name."""
    yield f"{escape(name)}/\n"
    yield "  zarr.json   <i>axes, pixel size</i>\n"
    for number, grid in enumerate(grids):
        yield f"  {escape(grid.path)}/          <i>{times(grid.shape[-2:])}</i>\n"
        yield "    zarr.json\n"
        rows, columns = grid.along(grid.stored)[-2:]
        front = [0] * (len(grid.shape) - 2)
        for row in range(rows):
            for column in range(columns):
                key = escape(grid.key([*front, row, column]))
                this = number == row == 0 and column == (columns > 1)
                yield f"    <b>{key}   <i>one chunk</i></b>\n" if this else f"    {key}\n"
