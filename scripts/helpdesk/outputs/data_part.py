"""The base of every model that describes a part of ``helpdesk.json``."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    # Readers must accept fields they do not know: some will be added.
    model_config = ConfigDict(extra="allow")
