"""The OME-XML of a collection: https://ngff.openmicroscopy.org/0.5/index.html#bf2raw-details."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import Node, level_paths, list_at

FILE = "OME/METADATA.ome.xml"
MAX_BYTES = 64 * 1024 * 1024


def xml_findings(folder: Path, nodes: list[Node]) -> Iterator[Finding]:
    """What is wrong with the images of a collection and their elements in ``OME/METADATA.ome.xml``."""
    if not nodes or "bioformats2raw" not in nodes[0].kinds or "plate" in nodes[0].kinds:
        return
    at = {node.path: node for node in nodes}
    series = at.get("OME")
    paths = [path for path in list_at(series.ome if series else {}, "series") if isinstance(path, str)]
    numbered = sorted((node.path for node in nodes if node.path.isdecimal() and "image" in node.kinds), key=int)
    if not paths and numbered != [str(number) for number in range(len(numbered))]:
        said = f"without a list of series the images are 0, 1, 2 and so on, but here they are {', '.join(numbered)}"
        yield _finding(nodes[0].document, "series-numbers", said, "bf2raw-groups-not-counted")
    file = folder / FILE
    if not file.is_file() or file.stat().st_size > MAX_BYTES:
        return
    try:
        root = ElementTree.fromstring(file.read_bytes())
    except ElementTree.ParseError as error:
        yield _finding(FILE, "xml-broken", f"the XML cannot be read: {error}", "bf2raw-xml-broken")
        return
    images = root.findall("{*}Image")
    paths = paths or numbered
    if len(images) != len(paths):
        said = f"the XML has {len(images)} Image elements, but there are {len(paths)} images"
        yield _finding(FILE, "xml-images", said, "bf2raw-image-not-in-xml")
    elif wrong := [path for path, image in zip(paths, images, strict=True) if not _fits(at, path, image)]:
        said = f"the sizes in the XML are not those of the images, in this order: {', '.join(wrong)}"
        yield _finding(FILE, "xml-order", said, "bf2raw-series-order")
    stored = ("{*}TiffData", "{*}BinData")
    if any(pixels.find(name) is not None for pixels in root.findall("{*}Image/{*}Pixels") for name in stored):
        said = "Pixels in the XML must contain MetadataOnly: the pixels are in the Zarr arrays"
        yield _finding(FILE, "xml-pixels", said, "bf2raw-xml-pixels")


def _fits(at: dict[str, Node], path: str, image: ElementTree.Element) -> bool:
    node, pixels = at.get(path), image.find("{*}Pixels")
    levels = level_paths(node) if node else []
    array = at.get(f"{path}/{levels[0]}") if levels else None
    if array is None or array.array is None or pixels is None:
        return True
    shape = list_at(array.array, "shape")[-2:]
    sizes = [pixels.get("SizeY"), pixels.get("SizeX")]
    return not all(sizes) or [str(length) for length in shape] == sizes


def _finding(document: str, rule: str, said: str, page: str) -> Finding:
    return Finding("error", document, "", rule, said, "house", f"{document}: {said}", page)
