"""Which lines of a module use what it names at its top."""

from __future__ import annotations

import ast


def using(text: str, line: int) -> set[int]:
    """Return the lines of functions in ``text`` that name what the statement of a module at ``line`` gives a name to.

    What only another such statement uses counts as used where that one is.
    """
    top = ast.parse(text).body
    names = {
        name
        for statement in top
        if statement.lineno <= line <= (statement.end_lineno or 0)
        for name in _given(statement)
    }
    found: set[int] = set()
    left = list(names)
    while left:
        name = left.pop()
        for statement in top:
            used = [node.lineno for node in ast.walk(statement) if isinstance(node, ast.Name) and node.id == name]
            if used and (more := _given(statement)):
                left += [one for one in more if one not in names]
                names.update(more)
            elif used:
                found.update(used)
    return found


def _given(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return {node.id for target in targets if target for node in ast.walk(target) if isinstance(node, ast.Name)}
