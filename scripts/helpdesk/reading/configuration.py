"""What a help desk's ``conf.py`` says, read without running it."""

from __future__ import annotations

import ast
from pathlib import Path


def site_address(root: Path) -> str:
    """Where the site of the help desk in ``root`` is published, with a slash at its end; "" when it does not say."""
    path = root / "conf.py"
    if not path.is_file():
        return ""
    lines = ast.parse(path.read_text("utf-8")).body
    values = {ast.unparse(line.targets[0]): line.value for line in lines if isinstance(line, ast.Assign)}
    base = values.get("html_baseurl")
    return f"{str(base.value).rstrip('/')}/" if isinstance(base, ast.Constant) else ""
