"""Views of a collection and its OME-XML: https://ngff.openmicroscopy.org/0.5/index.html#bf2raw-details.

A view "collection": ``uncounted``, the names of the images of a collection without a list, if they are not 0, 1, 2 and
so on. A view "xml" of ``OME/METADATA.ome.xml``: ``broken`` (why it cannot be read, or null), ``elements`` (how many
elements Image), ``images`` (how many images the collection has), ``misfits`` (paths of those whose sizes are others in
the XML) and ``stored`` (whether it says that it holds pixels).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from helpdesk_omezarr.stores.nodes import Node, level_paths, list_at
from helpdesk_omezarr.stores.views import View

FILE = "OME/METADATA.ome.xml"
MAX_BYTES = 64 * 1024 * 1024


def collection_views(folder: Path, nodes: list[Node]) -> Iterator[View]:
    """The views of the collection in ``folder``, and of its XML; none where the store is no collection."""
    if not nodes or "bioformats2raw" not in nodes[0].kinds or "plate" in nodes[0].kinds:
        return
    at = {node.path: node for node in nodes}
    series = at.get("OME")
    paths = [path for path in list_at(series.ome if series else {}, "series") if isinstance(path, str)]
    numbered = sorted((node.path for node in nodes if node.path.isdecimal() and "image" in node.kinds), key=int)
    counted = numbered == [str(number) for number in range(len(numbered))]
    uncounted = "" if paths or counted else ", ".join(numbered)
    yield View("collection", nodes[0], {"uncounted": uncounted}, nodes[0].document, {})
    file = folder / FILE
    if file.is_file() and file.stat().st_size <= MAX_BYTES:
        yield View("xml", nodes[0], _xml(file, at, paths or numbered), FILE, {})


def _xml(file: Path, at: dict[str, Node], paths: list[str]) -> dict[str, Any]:
    try:
        root = ElementTree.fromstring(file.read_bytes())
    except ElementTree.ParseError as error:
        return {"broken": str(error)}
    images = root.findall("{*}Image")
    fitting = len(images) == len(paths)
    wrong = [path for path, image in zip(paths, images, strict=False) if not _fits(at, path, image)] if fitting else []
    pixels = root.findall("{*}Image/{*}Pixels")
    stored = any(one.find(name) is not None for one in pixels for name in ("{*}TiffData", "{*}BinData"))
    return {"elements": len(images), "images": len(paths), "misfits": ", ".join(wrong), "stored": stored}


def _fits(at: dict[str, Node], path: str, image: ElementTree.Element) -> bool:
    node, pixels = at.get(path), image.find("{*}Pixels")
    levels = level_paths(node) if node else []
    array = at.get(f"{path}/{levels[0]}") if levels else None
    if array is None or array.array is None or pixels is None:
        return True
    shape = list_at(array.array, "shape")[-2:]
    sizes = [pixels.get("SizeY"), pixels.get("SizeX")]
    return not all(sizes) or [str(length) for length in shape] == sizes
