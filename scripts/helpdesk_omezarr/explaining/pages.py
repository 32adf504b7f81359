"""Finds the page of the mistake behind each finding: by its rule and place, and by words only without an index.

A rule of the house names its page. For what other validators say, those mistakes come into question whose broken
store, in the build, had such a finding; one is named if all that its store had is found here as well. No page is
better than a wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

from helpdesk.model.page import Page, read_page
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.messages import Messages
from helpdesk_omezarr.mistakes.signatures import read_index, signature
from helpdesk_omezarr.stores.finding import Finding

OWN = ("schemas", "house")
_OWN = tuple(f"{one} | " for one in OWN)


class Pages:
    """The mistakes of the help desk in ``root`` (None: of none), and what its build saw of them.

    A page is read when a finding leads to it: to read all of them takes longer than to judge a store.
    """

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self.index = read_index(root) if root else {}
        self._paths = {path.stem: path for path in MISTAKE.paths(root)} if root else {}
        self._read: dict[str, Page] = {}

    def __contains__(self, mistake: str) -> bool:
        return mistake in self._paths

    def __getitem__(self, mistake: str) -> Page:
        if mistake not in self._read:
            assert self._root
            self._read[mistake] = read_page(MISTAKE, self._root, self._paths[mistake])
        return self._read[mistake]

    @cached_property
    def messages(self) -> Messages:
        return Messages(self[mistake] for mistake in self._paths)

    def knows(self, finding: Finding, version: str) -> bool:
        """Whether the build saw such a finding in a broken store."""
        return signature(finding) in self.index.get(version, {})

    def find(
        self, findings: Sequence[Finding], version: str, judges: Collection[str], untold: Sequence[Finding] = ()
    ) -> list[str | None]:
        """The id of a mistake for each finding, or None.

        ``judges`` are the validators that gave a judgment, ``untold`` what else was found and is not told.
        """
        if not findings:
            return []
        known = self.index.get(version, {})
        said = {signature(finding) for finding in (*findings, *untold)}
        whole: dict[str, set[str]] = {}  # mistake -> all that the judges say of its broken store
        for one, ids in known.items():
            if one.partition(" | ")[0] in judges:
                for mistake in ids:
                    whole.setdefault(mistake, set()).add(one)
        sure = Counter(finding.page for finding in findings if finding.page in self)
        errors = [one for one in findings if one.validator == "house" and one.severity == "error"]
        # An array that a rule refuses cannot be opened, for whatever reason.
        met = ({one.document for one in errors if one.page in self}, {one.document for one in errors})
        found: list[str | None] = []
        for finding in findings:
            if finding.page or finding.validator == "house":
                found.append(finding.page if finding.page in self else None)
                continue
            candidates = [one for one in known.get(signature(finding), []) if one in self]
            if named := [one for one in candidates if one in sure]:
                found.append(max(named, key=lambda one: (sure[one], one)))
            elif finding.validator not in OWN and finding.document in met[finding.validator == "tensorstore"]:
                found.append(None)  # it only meets what a rule has found
            elif candidates:
                complete = [one for one in candidates if whole.get(one, set()) <= said]
                if finding.validator == "schemas" and not complete:
                    # Where an image stands changes what the libraries say of its place, and nothing of this.
                    own = {one: {key for key in whole.get(one, ()) if key.startswith(_OWN)} for one in candidates}
                    complete = [one for one in candidates if own[one] <= said]
                found.append(self._best(complete, whole))
            else:
                found.append(self.messages.same(finding.validator, version, finding.said) if not known else None)
        return found

    @staticmethod
    def _best(candidates: list[str], whole: dict[str, set[str]]) -> str | None:
        """The one that explains most; None where two explain the same."""
        sizes = sorted(((len(whole.get(one, ())), one) for one in candidates), reverse=True)
        if not sizes or (len(sizes) > 1 and sizes[0][0] == sizes[1][0]):
            return None
        return sizes[0][1]
