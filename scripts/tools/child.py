"""Tries a probe on several stores, in the environment of its library: ``child.py PROBE read|write TRIES ANSWERS``.

TRIES is a JSON list of store, version and kind; each answer is a line with a JSON object in the file ANSWERS:
``outcome`` is "done", "no" or "crash"; of the latter two ``reason`` says why. A probe refuses with :class:`common.No`;
what a library itself says in one of the words of the probe's ``REFUSES`` (regular expressions) is a refusal too, and
every other exception a crash.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from typing import Any

from common import No, answer


def main(probe: str, action: str, tries: str, answers: str) -> None:
    module = load(probe)
    for store, version, kind in json.loads(tries):
        line = json.dumps(_try(module, action, store, version, kind))
        with Path(answers).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def load(probe: str) -> Any:
    """Return the module in the file ``probe``, whose name need not be one of Python."""
    spec = importlib.util.spec_from_file_location("probe", probe)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _try(module: Any, action: str, store: str, version: str, kind: str) -> dict[str, Any]:
    try:
        if action == "read":
            return {"outcome": "done"} | answer(module.read(store, kind))
        module.write(store, version, kind)
    except No as refusal:
        return {"outcome": "no", "reason": str(refusal)}
    except Exception as error:
        said = _one_line(error).replace(store, "STORE")
        refused = any(re.search(words, said) for words in getattr(module, "REFUSES", ()))
        return {"outcome": "no" if refused else "crash", "reason": said}
    return {"outcome": "done"}


def _one_line(error: Exception) -> str:
    """Type and first line of an error; of pydantic's, whose first line only counts, the first fault as well."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    wanted = 3 if lines and re.search(r"validation errors? for", lines[0]) else 1
    said = re.sub(r" *\[type=.*|0x[0-9a-f]+", "", ": ".join(lines[:wanted]))
    return f"{type(error).__name__}: {said}".rstrip(": ")[:200]


if __name__ == "__main__":
    main(*sys.argv[1:])
