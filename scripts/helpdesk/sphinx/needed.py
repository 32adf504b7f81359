"""The transforms that a page needs.

Sphinx, docutils, MyST and the theme together pass seventy transforms over every page, most of them in search of
something that entries do not have: half of the time of a page. Here stands what each of them looks for, so that it
is left out where that does not occur. Transforms that are not named here run on every page.
"""

from __future__ import annotations

from functools import lru_cache

from docutils import nodes
from docutils.transforms import Transform
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

# Not names of nodes, but of what a page or a site may have.
_TRANSLATION, _OPEN_NAME, _BARE_LINK, _MYST_LINK = "(translation)", "(open name)", "(bare link)", "(MyST link)"

_LOOKS_FOR = {
    "docutils.transforms.misc.Transitions": {"transition"},
    "docutils.transforms.references.AnonymousHyperlinks": {"target", _OPEN_NAME},
    "docutils.transforms.references.ExternalTargets": {"target"},
    "docutils.transforms.references.InternalTargets": {"target"},
    "docutils.transforms.references.PropagateTargets": {"target"},
    "docutils.transforms.references.Substitutions": {"substitution_reference"},
    "myst_parser.mdit_to_docutils.transforms.ResolveAnchorIds": {"target", _MYST_LINK},
    "myst_parser.mdit_to_docutils.transforms.ResolveSectionRefs": {_MYST_LINK},
    "myst_parser.sphinx_ext.myst_refs.MystReferenceResolver": {_MYST_LINK},
    "pydata_sphinx_theme.short_link.ShortenLinkTransform": {_BARE_LINK},
    "sphinx.builders.latex.transforms.FootnoteDocnameUpdater": {"footnote", "footnote_reference"},
    "sphinx.domains.c.AliasTransform": {"AliasNode"},
    "sphinx.domains.citation.CitationDefinitionTransform": {"citation"},
    "sphinx.domains.citation.CitationReferenceTransform": {"citation_reference"},
    "sphinx.domains.cpp.AliasTransform": {"AliasNode"},
    # It also tells blocks that are colored from those that are already marked up.
    "sphinx.transforms.ApplySourceWorkaround": {"literal_block", _TRANSLATION},
    "sphinx.transforms.AutoIndexUpgrader": {"index"},
    "sphinx.transforms.AutoNumbering": {"figure", "table", "container"},
    "sphinx.transforms.DefaultSubstitutions": {"substitution_reference"},
    "sphinx.transforms.DoctestTransform": {"doctest_block", "literal_block"},
    "sphinx.transforms.FilterSystemMessages": {"system_message"},
    "sphinx.transforms.GlossarySorter": {"glossary"},
    "sphinx.transforms.HandleCodeBlocks": {"block_quote"},
    "sphinx.transforms.MoveModuleTargets": {"target"},
    "sphinx.transforms.ReorderConsecutiveTargetAndIndexNodes": {"target"},
    "sphinx.transforms.i18n.Locale": {_TRANSLATION},
    "sphinx.transforms.i18n.PreserveTranslatableMessages": {_TRANSLATION},
    "sphinx.transforms.i18n.RemoveTranslatableInline": {_TRANSLATION},
    "sphinx.transforms.i18n.TranslationProgressTotaliser": {_TRANSLATION},
    "sphinx.transforms.post_transforms.OnlyNodeTransform": {"only"},
    "sphinx.transforms.post_transforms.PropagateDescDomain": {"desc_signature"},
    "sphinx.transforms.post_transforms.code.HighlightLanguageTransform": {"literal_block", "highlightlang"},
    "sphinx.transforms.post_transforms.code.TrimDoctestFlagsTransform": {"literal_block", "doctest_block"},
    "sphinx.transforms.post_transforms.images.DataURIExtractor": {"image"},
    "sphinx.transforms.post_transforms.images.ImageDownloader": {"image"},
    "sphinx.transforms.references.SphinxDanglingReferences": {
        _OPEN_NAME, "citation_reference", "footnote_reference",
    },
}  # fmt: skip


def needed(transforms: tuple[type[Transform], ...], page: nodes.document) -> tuple[type[Transform], ...]:
    """Those of ``transforms`` that may find something on ``page``."""
    return _needed(transforms, _found(page))


@lru_cache(1000)
def _needed(transforms: tuple[type[Transform], ...], found: frozenset[str]) -> tuple[type[Transform], ...]:
    looks_for = [_LOOKS_FOR.get(f"{one.__module__}.{one.__qualname__}") for one in transforms]
    return tuple(
        one for one, what in zip(transforms, looks_for, strict=True) if what is None or not what.isdisjoint(found)
    )


def _found(page: nodes.document) -> frozenset[str]:
    found: set[str] = set()
    for node in page.findall():
        found.add(node.tagname)
        match node:
            case nodes.reference():
                if "refname" in node or "anonymous" in node:
                    found.add(_OPEN_NAME)
                if "id_link" in node:
                    found.add(_MYST_LINK)
                if node.get("refuri") == node.astext():
                    found.add(_BARE_LINK)
            case addnodes.pending_xref() if node["reftype"] == "myst":
                found.add(_MYST_LINK)
            case nodes.inline() if "section_numbers" in node:
                found.add(_MYST_LINK)
    if _translated(page.settings.env):
        found.add(_TRANSLATION)
    return frozenset(found)


def _translated(env: BuildEnvironment) -> bool:
    return any((env.srcdir / folder).is_dir() for folder in env.config.locale_dirs)
