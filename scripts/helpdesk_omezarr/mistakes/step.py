"""A change that breaks a store, in steps: JSON Patch on metadata, and delete, rename, rewrite or write of a file.

:mod:`helpdesk_omezarr.mistakes.change` carries them out.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from helpdesk.model.fields import Model, Word, pattern

# A path inside the store: no way up, no other root.
_NAME = r"\.?[A-Za-z0-9_-][A-Za-z0-9_.-]*"
_NOT_INSIDE = "is not a path inside the store: names with slashes between them, none at the ends, no .."
_INSIDE = pattern(f"^{_NAME}(/{_NAME})*$", _NOT_INSIDE)
_GROUP = pattern(f"^({_NAME}(/{_NAME})*)?$", _NOT_INSIDE)
_POINTER = pattern(
    r"^(/([^~/]|~[01])*)*$", "is not a JSON pointer: it begins with a slash, such as /multiscales/0/axes"
)
Inside = Annotated[str, StringConstraints(pattern=_INSIDE, max_length=200)]
Group = Annotated[str, StringConstraints(pattern=_GROUP, max_length=200)]
Pointer = Annotated[str, StringConstraints(pattern=_POINTER, max_length=200)]


class Patch(Model):
    """One operation of a JSON Patch, RFC 6902; the pointers begin at the document, or at its OME-Zarr metadata."""

    op: Literal["add", "remove", "replace", "move", "copy", "test"]
    path: Pointer
    value: Any = Field(None, description="for add, replace and test")
    origin: Pointer | None = Field(None, alias="from", description="for move and copy")

    @model_validator(mode="after")
    def _is_one_operation(self) -> Self:
        needs = {"remove": set(), "move": {"origin"}, "copy": {"origin"}}.get(self.op, {"value"})
        if self.model_fields_set - {"op", "path"} != needs:
            (wanted,) = needs or {"nothing else"}
            raise ValueError(f"`{self.op}` takes {'from' if wanted == 'origin' else wanted}")
        return self


class Step(Model):
    """One step of a change: exactly one of ``document``, ``ome``, ``delete``, ``rename``, ``rewrite``, ``write``."""

    document: Inside | None = Field(None, description="a metadata document; takes `patch`")
    ome: Group | None = Field(None, description="a group, whose OME-Zarr metadata takes `patch` in every version")
    patch: list[Patch] | None = Field(None, min_length=1, max_length=40, description="JSON Patch, RFC 6902")
    delete: Inside | None = None
    rename: Inside | None = Field(None, description="takes `to`")
    to: Inside | None = None
    rewrite: Inside | None = Field(None, description="an array, written again with other `dtype` or `shape`")
    dtype: Word | None = None
    shape: list[int] | None = Field(None, max_length=8)
    write: Inside | None = Field(None, description="a file; takes `text`")
    text: str | None = Field(None, max_length=4000)

    takes: ClassVar[dict[str, set[str]]] = {
        "document": {"patch"},
        "ome": {"patch"},
        "delete": set(),
        "rename": {"to"},
        "rewrite": {"dtype", "shape"},
        "write": {"text"},
    }

    @property
    def verb(self) -> str:
        return next(verb for verb in self.takes if getattr(self, verb) is not None)

    @model_validator(mode="after")
    def _is_one_step(self) -> Self:
        given = {name for name in type(self).model_fields if getattr(self, name) is not None}
        verbs = given & self.takes.keys()
        if len(verbs) != 1:
            raise ValueError(f"a step has exactly one of: {', '.join(self.takes)}")
        (verb,) = verbs
        takes, extra = self.takes[verb], given - verbs
        if extra - takes or (takes and not extra):
            wants = " or ".join(sorted(takes)) or "nothing else"
            raise ValueError(f"`{verb}` takes {wants}")
        return self
