"""One page of each kind, for the tests that look at all of them."""

KINDS = {
    "home": "index.html",
    "glossary": "glossary/index.html",
    "term": "glossary/chunk.html",
    "questions": "faq/index.html",
    "question": "faq/all-black.html",
    "guide": "docs/guide/zarr.html",
    "examples": "docs/examples/index.html",
    "example": "docs/examples/image/index.html",
    "mistakes": "docs/mistakes/index.html",
    "mistake": "docs/mistakes/axes-missing.html",
    "channels": "docs/channels.html",
    "check": "check.html",
    "edit": "edit.html?mistake=axes-missing&script=v05",
    "describe": "describe.html",
    "propose": "docs/contribute/propose.html",
    "reference": "docs/reference/versions.html",
    "about": "docs/about.html",
    "search": "search.html",
    "results": "search.html?q=my+image+is+black",
    "404": "404.html",
}
