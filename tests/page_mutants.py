"""Wrong Markdown pages, made by a program from the lists of directives and roles and from the model of front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpdesk.model.dialects import page_dialect
from helpdesk.model.front_matter import FrontMatter

HEAD = "---\nshort: How to try what a page may say and what not.\n---\n# Trial\n\n"
# What each directive takes: argument, options, body. One that is not here takes nothing.
RIGHT: dict[str, tuple[str, Mapping[str, str], str]] = {
    **dict.fromkeys(("note", "tip", "warning"), ("", {}, "Taste it.")),
    "toctree": ("", {"hidden": "", "maxdepth": "2"}, "mixing"),
    "container": ("hero", {}, "Taste it."),
    "entry-list": ("", {"minutes": ""}, "glossary/whisk"),
    "search-box": ("", {}, "why is it thin"),
    "data-table": ("_data/spoons.yaml", {}, ""),
    **dict.fromkeys(("propose-form", "change-form"), ("term", {}, "")),
    "example": ("image", {"show": "code tree", "version": "0.5"}, ""),
    "picture": ("chunk-grid image:v05", {}, ""),
    "computed-tools": ("reads", {}, ""),
    "image-of": ("image:v05", {}, ""),
    "session": ("image:v05", {"status": "0", "replace": "image.ome.zarr/zarr.json a b"}, "yaozarrs --help"),
    "mistake-matrix": ("0.5", {}, ""),
}
NAMES = {"term": "whisk", "question": "lumps", "mistake": "salt", "example": "image", "channel": "neighbor"}
NAMES |= {"fact": "image:files", "page": "index", "doc": "mixing"}


def fence(name: str, argument: str, options: Mapping[str, str], body: str) -> str:
    lines = [f"```{{{name}}} {argument}".rstrip(), *(f":{key}: {value}".rstrip() for key, value in options.items())]
    return "\n".join([*lines, *([body] if body else []), "```"])


def right_pages() -> Iterator[tuple[str, str]]:
    for name in page_dialect().directives:
        yield name, f"{HEAD}{fence(name, *RIGHT.get(name, ('', {}, '')))}\n"
    for role, target in NAMES.items():
        yield (
            f"role-{role}",
            f"{HEAD}See {{{role}}}`{target}`" + ("" if role == "fact" else f" and {{{role}}}`it <{target}>`"),
        )


def wrong_pages() -> Iterator[tuple[str, str]]:
    """Name and text of each page. What is wrong stands below the title, or in the front matter."""
    for name, known in page_dialect().directives.items():
        argument, options, body = RIGHT.get(name, ("", {}, ""))
        whole = fence(name, argument, options, body)
        wrong = {
            "option": fence(name, argument, {**options, "class": "x"}, body),
            "half-brace": whole.replace(f"{{{name}}}", f"{{{name}", 1),
            "capital": whole.replace(f"{{{name}}}", f"{{{name.capitalize()}}}", 1),
            "open": whole.removesuffix("```"),
            "colons": whole.replace("```", ":::"),
        }
        if argument:
            wrong["glued"] = whole.replace("} ", "}", 1)
            wrong["no-argument"] = fence(name, "", options, body) if name != "example" else fence(name, "", {}, "")
        if not known.body:
            wrong["text"] = fence(name, argument, options, "Taste it.")
            wrong["empty-lines"] = whole.removesuffix("```") + "\n\n```"
            wrong["twice"] = f"{whole}\n\n{whole}"
        elif not known.may_be_empty:
            wrong["empty"] = fence(name, argument, options, "")
        if known.argument != ".*":
            wrong |= {
                f"argument-{one}": fence(name, one, options, body) for one in ("No such", "no-such", "a:v05", "9.9")
            }
            if name == "container":  # whose words are classes
                del wrong["argument-no-such"]
        for key in known.options:
            good = options.get(key, "")
            wrong[f"{key}-value"] = fence(name, argument, {key: "!"}, body)
            wrong[f"{key}-set-in"] = fence(name, argument, {}, f"     :{key}: {good}\n{body}")
            wrong[f"{key}-glued"] = fence(name, argument, {}, f":{key}:{good or 'x'}\n{body}")
            wrong[f"{key}-twice"] = fence(name, argument, {}, f":{key}: {good}\n:{key}: {good}\n{body}")
            wrong[f"{key}-late"] = fence(name, argument, {}, f"{body}\n:{key}: {good}")
        if name in ("toctree", "entry-list"):
            wrong |= {f"line-{one}": fence(name, argument, {}, one) for one in ("no/such", "/no-such", "A < no-such>")}
            wrong["line-twice"] = fence(name, argument, {}, f"{body}\n{body}")
        yield from ((f"{name}-{what}", f"{HEAD}{text}\n") for what, text in wrong.items())
    for role, target in NAMES.items():
        for what in (
            "no-such",
            "words <no-such>",
            f" {target}",
            f"<b>x</b> <{target}>",
            f"**x** <{target}>",
            f"{target}.md",
            f"{target}#x",
        ):
            yield f"role-{role}-{what}", f"{HEAD}See {{{role}}}`{what}` here.\n"
        if role != "fact":
            yield f"role-{role}-linked", f"{HEAD}See [a {{{role}}}`{target}`](https://example.org/a) here.\n"
    for key in FrontMatter.model_fields:
        for value in ("", " {a: b}", " !", " [[a]]", " '" + "word and " * 60 + "'"):
            others = HEAD.split("\n", 2)
            lines = [f"{key}:{value}", *([] if key == "short" else [others[1]])]
            yield f"front-{key}{value[:9]}", "\n".join([others[0], *lines, others[2], "Taste it.\n"])
