"""Which mistakes what a validator says may come from, by its rule and place: learned from the build's broken stores.

The build writes it to :data:`PATH`: for each version, the signature of a finding -> the mistakes whose broken store
has such a finding.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from helpdesk_omezarr.mistakes.broken import Broken
from helpdesk_omezarr.stores.finding import Finding

PATH = Path("docs/_data/mistake-findings.json")
type Index = dict[str, dict[str, list[str]]]
# Rules under which a validator says different things: the words of the message tell them apart.
_WEAK = re.compile(r"value_error|assertion_error|model_warning|[A-Z]\w+(Error|Warning)|unreadable")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|\S*\d\S*|\S*/\S*")


def signature(finding: Finding) -> str:
    """The finding without what belongs to one image: validator, rule, place without numbers, where needed words."""
    validator, rule, place = finding.kind
    parts = [validator, rule, re.sub(r"^/labels?/.*?/(?=attributes|ome)", "/", place)]
    if _WEAK.fullmatch(rule):
        words = re.findall(r"[A-Za-z_]{2,}", _QUOTED.sub(" ", finding.message))
        parts.append(" ".join(words[:10]))
    return " | ".join(part for part in parts if part)


def index_of(broken: Iterable[Broken]) -> Index:
    """The index of what the build saw."""
    found: dict[str, dict[str, set[str]]] = {}
    for one in broken:
        for trial in one.trials:
            if not trial.changed:
                continue
            for verdict in trial.verdicts:
                for finding in verdict.findings:
                    of_version = found.setdefault(trial.version, {})
                    of_version.setdefault(signature(finding), set()).add(one.id)
    return {
        version: {key: sorted(ids) for key, ids in sorted(signatures.items())}
        for version, signatures in sorted(found.items())
    }


def dumped(index: Index) -> str:
    """A line for each signature, so that a change is a change of few lines."""
    return json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_index(root: Path) -> Index:
    """The index of the help desk in ``root``; an empty one where there is none."""
    path = root / PATH
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}
