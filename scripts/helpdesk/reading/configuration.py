"""What a help desk's ``conf.py`` says, read without running it, and what the place where it is built says instead."""

from __future__ import annotations

import ast
import os
from pathlib import Path

# The first of these that is set is where the site will stand; Read the Docs sets the second by itself
# (https://docs.readthedocs.com/platform/stable/reference/environment-variables.html).
VARIABLES = ("HELPDESK_BASE_URL", "READTHEDOCS_CANONICAL_URL")


def address_from_environment() -> str:
    """Where the site that is built here will stand, with a slash at its end; "" when no variable says so."""
    return next((with_slash(value) for name in VARIABLES if (value := os.environ.get(name, "").strip())), "")


def site_address(root: Path) -> str:
    """Where the site of the help desk in ``root`` is published, with a slash at its end; "" when it does not say."""
    path = root / "conf.py"
    if not path.is_file():
        return ""
    lines = ast.parse(path.read_text("utf-8")).body
    values = {ast.unparse(line.targets[0]): line.value for line in lines if isinstance(line, ast.Assign)}
    base = values.get("html_baseurl")
    return with_slash(str(base.value)) if isinstance(base, ast.Constant) and base.value else ""


def with_slash(address: str) -> str:
    return f"{address.rstrip('/')}/"
