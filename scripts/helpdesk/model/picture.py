"""The field ``picture`` of an entry: what the build draws, and of which example's store."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from helpdesk.model.fields import ID, Model


class Picture(Model):
    """What is drawn, and of which store: ``chunk-grid image:v05``, or with a part ``chunk-grid image:v05:1``."""

    kind: str
    of: str = ""

    @property
    def example(self) -> str:
        return self.of.split(":")[0]

    @property
    def script(self) -> str:
        """The file name of a script without its ending."""
        return self.of.split(":")[1] if self.of else ""

    @property
    def part(self) -> str:
        return ":".join(self.of.split(":")[2:])

    def __str__(self) -> str:
        return f"{self.kind} {self.of}".strip()


def _picture(value: Any) -> Any:
    found = re.fullmatch(PICTURE, value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError("write a kind of picture, an example and its script, for example `chunk-grid image:v05`")
    return {"kind": found["kind"], "of": found["of"] or ""}


PICTURE = rf"(?P<kind>{ID})( +(?P<of>{ID}:v[0-9][a-z0-9-]*(:[A-Za-z0-9_.,/-]{{1,80}})?))?"
PictureLine = Annotated[
    Picture,
    BeforeValidator(_picture),
    WithJsonSchema({"type": "string", "description": "a picture drawn by the build, for example chunk-grid image:v05"}),
]
