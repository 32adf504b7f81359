"""Shards: how inner chunks share a file, seen on the array and inside one file."""

from __future__ import annotations

import struct
from math import prod

from helpdesk_omezarr.pictures.grid import LARGEST, Plane
from helpdesk_omezarr.pictures.subject import CannotDraw, Grid, Subject
from helpdesk_omezarr.pictures.svg import LINE, WIDTH, Drawing, count, times

_NOWHERE = 2**64 - 1  # offset and length of an inner chunk that is not stored


def draw_shards(subject: Subject) -> Drawing:
    grid, shards = _sharded(subject)
    drawing = Drawing("Shards and inner chunks")
    plane = Plane(grid, LARGEST, 2, 2)
    drawing.rect(plane.left, plane.top, plane.whole_width, plane.whole_height, "sheet")
    drawing.rect(*plane.box(0, 0, shards[-2], shards[-1]), "soft")
    drawing.rect(*plane.box(0, 0, grid.chunks[-2], grid.chunks[-1]), "hit")
    plane.mesh(drawing, grid.chunks, "thin")
    plane.mesh(drawing, shards, "thick")
    drawing.rect(plane.left, plane.top, plane.whole_width, plane.whole_height, "thick")
    inside = [shard // chunk for shard, chunk in zip(shards, grid.chunks, strict=True)]
    chunks, files = grid.number(grid.chunks), grid.number(shards)
    y = drawing.height + LINE + 4
    drawing.rect(2, y - 10, 11, 11, "hit")
    drawing.text(19, y, f"an inner chunk: {times(grid.chunks)} pixels")
    drawing.rect(2, y + LINE - 10, 11, 11, "soft thick")
    drawing.text(19, y + LINE, f"a shard, one file: {times(inside)} inner chunks")
    drawing.text(2, y + 2 * LINE, f"{count(chunks, 'chunk')} in {count(files, 'shard')} of {times(shards)} pixels")
    drawing.alt = (
        f"An array of {times(grid.shape)} pixels is cut into {count(chunks, 'inner chunk')} of {times(grid.chunks)}. "
        f"Thick lines bundle {times(inside)} of them into a shard of {times(shards)} pixels. "
        f"There are {count(files, 'shard')}, each is one file."
    )
    return drawing


def draw_shard_file(subject: Subject) -> Drawing:
    """The first shard as the file that it is: the bytes of each inner chunk, and of the index."""
    grid, _ = _sharded(subject)
    key = grid.key([0] * len(grid.shape))
    data = (subject.place / grid.path / key).read_bytes()
    at_end, index = _index(subject, grid, data)
    drawing = Drawing("Inside a shard")
    drawing.text(2, 14, f"one file: {grid.path}/{key}, {len(data):,} bytes")
    top, high, unit = 24.0, 40.0, (WIDTH - 4) / len(data)
    length = prod(_inside(grid)) * 16 + 4
    pieces = [(offset, size, number) for number, (offset, size) in enumerate(index) if offset != _NOWHERE]
    wanted = pieces[len(pieces) // 2]
    for offset, size, number in pieces:
        drawing.rect(2 + offset * unit, top, size * unit, high, "hit" if number == wanted[2] else "soft line")
    start = len(data) - length if at_end else 0
    # A short index would be a hair on the drawing: it is widened a little, towards the chunks.
    wide = max(length * unit, 5.0)
    left = WIDTH - 2 - wide if at_end else 2.0
    drawing.rect(left, top, wide, high, "mark")
    drawing.text(2, top + high + LINE, f"{count(len(pieces), 'inner chunk')}, one after the other")
    drawing.text(WIDTH - 2, top + high + LINE, "index", "", "end")
    offset, size, number = wanted
    lines = [
        f"1. read the index: bytes {start:,} to {start + length - 1:,}",
        f"2. it says: chunk {number} is at {offset:,}, {size:,} long",
        f"3. read bytes {offset:,} to {offset + size - 1:,}",
    ]
    drawing.texts(2, top + high + 2.6 * LINE, lines)
    drawing.alt = (
        f"One file of {len(data):,} bytes holds {count(len(pieces), 'inner chunk')} one after the other and an index "
        f"of {length:,} bytes at the {'end' if at_end else 'start'}. A reader reads the index, finds that chunk "
        f"{number} begins at byte {offset:,} and is {size:,} bytes long, and reads only these bytes."
    )
    return drawing


def _sharded(subject: Subject) -> tuple[Grid, list[int]]:
    grid = subject.grid(subject.part)
    if not grid.shards:
        raise CannotDraw(f"`{grid.path}` has no shards")
    return grid, grid.shards


def _inside(grid: Grid) -> list[int]:
    return [shard // chunk for shard, chunk in zip(grid.stored, grid.chunks, strict=True)]


def _index(subject: Subject, grid: Grid, data: bytes) -> tuple[bool, list[tuple[int, int]]]:
    """Whether the index is at the end, and offset and length of every inner chunk.

    https://zarr-specs.readthedocs.io/en/latest/v3/codecs/sharding-indexed/index.html#binary-shard-format
    """
    codecs = subject.run.store.documents[f"{grid.path}/zarr.json"]["codecs"]
    settings = next(codec for codec in codecs if codec["name"] == "sharding_indexed")["configuration"]
    if [codec["name"] for codec in settings["index_codecs"]] != ["bytes", "crc32c"]:
        raise CannotDraw("the index of the shard is not written as numbers and a checksum")
    at_end = settings.get("index_location", "end") == "end"
    size = prod(_inside(grid)) * 16
    numbers = struct.unpack(f"<{size // 8}Q", data[-size - 4 : -4] if at_end else data[:size])
    return at_end, list(zip(numbers[::2], numbers[1::2], strict=True))
