"""The one door to all kinds: a picture of a subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpdesk.model.channels import Channels
from helpdesk_omezarr.pictures import OF_CHANNELS
from helpdesk_omezarr.pictures.axes import draw_axes
from helpdesk_omezarr.pictures.decision_guide import draw_decision_guide
from helpdesk_omezarr.pictures.grid import draw_grid
from helpdesk_omezarr.pictures.half_pixel import draw_half_pixel
from helpdesk_omezarr.pictures.labels import draw_labels
from helpdesk_omezarr.pictures.plate import draw_plate, draw_well
from helpdesk_omezarr.pictures.pyramid import draw_pyramid
from helpdesk_omezarr.pictures.request import draw_request
from helpdesk_omezarr.pictures.shards import draw_shard_file, draw_shards
from helpdesk_omezarr.pictures.subject import CannotDraw, Subject
from helpdesk_omezarr.pictures.svg import Drawing
from helpdesk_omezarr.pictures.transformation import draw_transformation

if TYPE_CHECKING:
    from helpdesk.model.desk import Desk
    from helpdesk.model.picture import Picture
    from helpdesk_omezarr.examples.run import Run

_DRAW: dict[str, Callable[[Subject], Drawing]] = {
    "axes": draw_axes,
    "chunk-grid": draw_grid,
    "half-pixel": draw_half_pixel,
    "labels": draw_labels,
    "plate": draw_plate,
    "pyramid": draw_pyramid,
    "request": draw_request,
    "shard-file": draw_shard_file,
    "shards": draw_shards,
    "transformation": draw_transformation,
    "well": draw_well,
}


def draw(desk: Desk, picture: Picture) -> Drawing:
    """Raises :class:`CannotDraw`."""
    if picture.kind in OF_CHANNELS:
        pages = [page.entry for page in desk.catalog.pages.values() if isinstance(page.entry, Channels)]
        if not pages or not pages[0].decide:
            raise CannotDraw("there is no decision guide")
        return draw_decision_guide(pages[0])
    if picture.kind not in _DRAW:
        raise CannotDraw(f"there is no picture `{picture.kind}`; there are: {', '.join([*_DRAW, *OF_CHANNELS])}")
    example = desk.results.get(f"examples/{picture.example}")
    if example is None:
        raise CannotDraw(f"no example `{picture.example}` was run")
    try:
        return _DRAW[picture.kind](Subject(run_of(desk, picture), picture.part, example.facts, desk.out))
    except (KeyError, IndexError, TypeError, ValueError, OSError) as error:
        # Metadata may be valid and still not have what this kind shows.
        raise CannotDraw(f"the store does not fit ({type(error).__name__}: {error})") from error


def run_of(desk: Desk, picture: Picture) -> Run:
    """The run whose store a picture shows. Raises :class:`CannotDraw`."""
    runs = {run.script.stem: run for run in desk.results[f"examples/{picture.example}"].runs}
    if picture.script not in runs:
        known = ", ".join(runs) or "none"
        raise CannotDraw(f"the example `{picture.example}` has no `{picture.script}`; there are: {known}")
    return runs[picture.script]
