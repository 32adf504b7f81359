"""Small SVG pictures of what examples wrote: every line and number in them comes from a store, a fact or a YAML file.

A picture has a kind and a subject: ``chunk-grid image:v05`` is the chunk grid of what ``v05.py`` of the example
``image`` wrote. Some kinds take a part as well: ``chunk-grid image:v05:1`` is that of level 1.
"""

from __future__ import annotations

KINDS = (
    *("axes", "chunk-grid", "decision-guide", "half-pixel", "labels", "plate", "pyramid", "request"),
    *("shard-file", "shards", "transformation", "well"),
)
# These may have a part of their subject: the path of an array or of a well, names of transformations with commas.
WITH_PART = {"chunk-grid", "shard-file", "shards", "transformation", "well"}
# These are drawn from docs/channels.yaml and have no subject.
OF_CHANNELS = {"decision-guide"}
