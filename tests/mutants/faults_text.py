"""Single faults of scripts of pages, styles, templates and workflows, by their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from fault import Fault, is_duration, misspelled, other_number

type Change = tuple[str, int, int, str]  # kind, first and last character in the line, what stands there instead

SWAPS = {"===": "!==", "!==": "===", "&&": "||", "||": "&&", "true": "false", "false": "true", "<=": "<", ">=": ">"}
SWAPS |= {" < ": " <= ", " > ": " >= ", " + 1": " - 1", " - 1": " + 1", " += ": " -= "}
SWAP = re.compile("|".join(rf"\b{one}\b" if one.isalpha() else re.escape(one) for one in sorted(SWAPS, key=len)[::-1]))
CONDITION = re.compile(r"\bif \((?P<test>[^()]*(?:\([^()]*\)[^()]*)*)\)")
NOT = re.compile(r"(?<![\w=!])!(?=[\w(])")
NUMBER = re.compile(r"(?<![\w.#\"'-])\d+(?![\w.])")
CONSTANT = re.compile(r"\s*(?:export )?const (?P<name>[A-Z_]+) = ")
TEXT = re.compile(r"\"(?P<text>[^\"\\]*[A-Za-z][^\"\\]*)\"|(?P<words>[A-Z][a-z]+(?: [a-z]+)+)")
STATEMENT = re.compile(r"\s*+(?!const |let |import |export |return\b.*[({\[]$|\}|\)).*;\s*(//.*)?$")
DECLARATION = re.compile(r"\s*(?P<name>[a-z-]+): [^{};]+;")
ATTRIBUTE = re.compile(r" (?P<name>[a-z][a-z-]+)=\"(?P<value>[^\"]*)\"")
TAG_TEXT = re.compile(r">(?P<text>[^<>{}]*[A-Za-z][^<>{}]*)<")
WHEN = re.compile(r"\{%-? if (?P<test>.+?) -?%\}")
# Nothing that a workflow does depends on these; the others are the names under which GitHub shows it.
SHOWN_ONLY = re.compile(r"\s*(- )?(name|description|timeout-minutes|group|cancel-in-progress|cron): ?")


def text_faults(path: Path, text: str) -> list[Fault]:
    """Return every single fault of a file that is no Python, by the ending of its name; comments are left alone."""
    find, comment = KINDS[path.suffix]
    text_without = comment.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    faults = []
    start = 0
    for number, line in enumerate(text_without.splitlines(keepends=True), 1):
        if line.strip():
            for kind, first, last, new in find(line.rstrip("\n")):
                faults.append(Fault(path, number, kind, start + first, start + last, new))
        start += len(line)
    return faults


def _script(line: str) -> Iterator[Change]:
    if re.match(r"\s*(import|export \{)", line):
        return
    for found in SWAP.finditer(line):
        yield "comparison or constant", *found.span(), SWAPS[found[0]]
    for found in CONDITION.finditer(line):
        yield "negation", *found.span("test"), f"!({found['test']})"
    for found in NOT.finditer(line):
        yield "dropped negation", *found.span(), ""
    constant = CONSTANT.match(line)
    for found in () if constant and is_duration(constant["name"]) else NUMBER.finditer(line):
        yield "off by one", *found.span(), str(other_number(int(found[0])))
    for found in TEXT.finditer(line):
        yield "text", *found.span(), misspelled(found[0])
    if STATEMENT.match(line) and all(line.count(a) == line.count(b) for a, b in ("()", "{}", "[]", "``")):
        # An `if` that guards it needs a statement after it.
        indent = len(line) - len(line.lstrip())
        yield "dropped statement", indent, len(line), ";"


def _style(line: str) -> Iterator[Change]:
    for found in DECLARATION.finditer(line):
        yield "dropped declaration", *found.span(), ""
    if DECLARATION.match(line):
        for found in NUMBER.finditer(line):
            yield "off by one", *found.span(), str(other_number(int(found[0])))


def _template(line: str) -> Iterator[Change]:
    for found in ATTRIBUTE.finditer(line):
        yield "dropped attribute", *found.span(), ""
    for found in TAG_TEXT.finditer(line):
        yield "text", *found.span("text"), misspelled(found["text"])
    for found in WHEN.finditer(line):
        yield "negation", *found.span("test"), f"not ({found['test']})"
    if re.fullmatch(r"\s*<(\w+)\b.*(</\1>|(?<!%)>)\s*", line) and line.count("{%") == 0 and _closed(line):
        yield "dropped element", 0, len(line), ""


def _closed(line: str) -> bool:
    names = re.findall(r"<(/?)(\w+)", line)
    opened = [name for slash, name in names if not slash and name not in {"meta", "link", "input", "img", "br", "path"}]
    return sorted(opened) == sorted(name for slash, name in names if slash)


def _workflow(line: str) -> Iterator[Change]:
    if SHOWN_ONLY.match(line):
        return
    yield "dropped line", 0, len(line), ""
    for found in re.finditer(r"\b(true|false)\b", line):
        yield "constant", *found.span(), SWAPS[found[0]]
    for found in re.finditer(r"(?<= )(&&|\|\|)(?= )|(==|!=)", line):
        yield "condition", *found.span(), {"&&": "||", "||": "&&", "==": "!=", "!=": "=="}[found[0]]


def still_valid(fault: Fault, text: str) -> bool:
    """Whether a changed workflow is still YAML that says something else; other files are always taken."""
    if fault.path.suffix not in {".yml", ".yaml"}:
        return True
    try:
        return yaml.safe_load(fault.apply(text)) != yaml.safe_load(text)
    except yaml.YAMLError:
        return False


NO_SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?m:(?:^|(?<=[\s;{}]))//[^\n]*)", re.DOTALL)
KINDS: dict[str, tuple[Callable[[str], Iterator[Change]], re.Pattern[str]]] = {
    ".js": (_script, NO_SCRIPT_COMMENT),
    ".mjs": (_script, NO_SCRIPT_COMMENT),
    ".css": (_style, re.compile(r"/\*.*?\*/", re.DOTALL)),
    ".html": (_template, re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)),
    ".yml": (_workflow, re.compile(r"(?m:(?:^|(?<=\s))#[^\n]*)")),
}
