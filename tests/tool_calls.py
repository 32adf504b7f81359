"""Lists what a probe asks of its library, with something in its place that answers everything: ``tool_calls.py PROBE``.

For libraries that only `make tools` installs: it shows when a probe would ask them something else.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from child import load
from common import KINDS, No

calls: list[str] = []


class Anything:
    """Has every attribute, item and method; each call of it is noted."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name

    def __getattr__(self, name: str) -> Anything:
        return Anything(f"{self._name}.{name}")

    def __getitem__(self, key: object) -> Anything:
        return Anything(f"{self._name}[{key!r}]")

    def __iter__(self) -> Iterator[tuple[Anything, ...]]:
        # The libraries give pairs of a name and a thing.
        yield tuple(Anything(f"{which} of {self._name}") for which in ("first", "second"))

    def __call__(self, *given: object, **named: object) -> Anything:
        said = [*map(_shown, given), *(f"{name}={_shown(value)}" for name, value in named.items())]
        calls.append(f"{self._name}({', '.join(said)})")
        return Anything(f"{self._name}(...)")

    def __enter__(self) -> Anything:
        return self

    def __exit__(self, *_: object) -> None:
        calls.append(f"end of {self._name}")


def _shown(value: object) -> str:
    if isinstance(value, np.ndarray):
        return f"<{value.dtype} {value.shape}, sum {value.sum()}>"
    return repr(value)


def stand_in(probe: Path) -> Any:
    """Return the module ``probe``, with :class:`Anything` for each module that one of its functions imports."""
    for node in ast.walk(ast.parse(probe.read_text("utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom) and node.col_offset:
            for name in [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]:
                sys.modules[str(name)] = Anything(str(name))  # type: ignore[assignment]
    return load(str(probe))


def tell(what: str, ask: Callable[[], object]) -> None:
    calls.clear()
    try:
        found = ask()
        end = "" if found is None else f"-> {found!r}"
    except No as refusal:
        end = f"no: {refusal}"
    except Exception as error:
        end = type(error).__name__
    print(f"{what}:", *calls, *filter(None, [end]), sep="\n    ")


def main(path: str) -> None:
    probe = stand_in(Path(path))
    print(f"installs {probe.PACKAGES}, refuses with {getattr(probe, 'REFUSES', ())}: {probe.ABOUT}")
    for kind in KINDS:
        tell(f"read {kind}", lambda kind=kind: probe.read("STORE", kind))
    for version, kind in product(("0.3", "0.4", "0.5", "0.6"), KINDS):
        tell(f"write {version} {kind}", lambda version=version, kind=kind: probe.write("STORE", version, kind))


if __name__ == "__main__":
    main(sys.argv[1])
