"""How to cite the page of an entry: as a sentence, as BibTeX, and as CSL-JSON for reference managers."""

from __future__ import annotations

import json
import re
from datetime import date

from helpdesk.rendering.code import CodeBlock

_SPECIAL = re.compile(r"[\\\\{}$&%#_~^]")
_IN_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def citation(title: str, name: str, site: str, reviewed: date, address: str) -> dict[str, str | CodeBlock]:
    """``text``, and ``bibtex`` and ``csl`` as blocks of code. ``name`` is the id of the entry, ``site`` the title."""
    bibtex = "\n".join(
        [
            f"@misc{{{name},",
            f"  title = {{{{{_tex(title)}}}}},",
            f"  author = {{{{{_tex(site)}}}}},",
            f"  year = {{{reviewed.year}}},",
            f"  note = {{Reviewed {reviewed.isoformat()}}},",
            f"  url = {{{address}}}",
            "}",
        ]
    )
    csl = {
        "id": name,
        "type": "webpage",
        "title": title,
        "author": [{"literal": site}],
        "container-title": site,
        "issued": {"date-parts": [[reviewed.year, reviewed.month, reviewed.day]]},
        "URL": address,
    }
    return {
        "text": f"\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}. {site}, "
        f"reviewed {reviewed.isoformat()}. {address}",
        "bibtex": CodeBlock(bibtex, "bibtex"),
        "csl": CodeBlock(json.dumps(csl, ensure_ascii=False, indent=2), "json"),
    }


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _IN_TEX.get(found[0], f"\\{found[0]}"), text)
