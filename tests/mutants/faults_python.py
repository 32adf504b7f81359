"""Single faults of Python code: each a place, what stands there, and what stands there instead."""

from __future__ import annotations

import ast
import copy
from pathlib import Path

from fault import Fault, is_duration, is_text, misspelled, other_number

PAIRS: list[tuple[type[ast.cmpop], type[ast.cmpop]]] = [(ast.Eq, ast.NotEq), (ast.Lt, ast.LtE), (ast.Gt, ast.GtE)]
PAIRS += [(ast.In, ast.NotIn), (ast.Is, ast.IsNot)]  # codespell:ignore notin
FLIPS = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
SUMS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}
# These arguments change how fast or on which machines a program works, not what it says.
EQUIVALENT = {"encoding", "strict", "timeout", "daemon", "slots", "stacklevel", "chunksize", "max_workers", "maxsize"}
EQUIVALENT |= {"digest_size"}
RANK = {"priority"}  # one more or less changes no order
SILENT = {"__repr__", "__hash__"}


def python_faults(path: Path, text: str) -> list[Fault]:
    """Return every single fault of the Python file ``path``; ``still_valid`` tells which of them can be tried."""
    found = _Finder(path, text)
    found.visit(ast.parse(text))
    return found.faults


def still_valid(fault: Fault, text: str) -> bool:
    """Whether the changed file can be parsed and says something else."""
    try:
        return ast.dump(ast.parse(fault.apply(text))) != ast.dump(ast.parse(text))
    except SyntaxError:
        return False


class _Finder(ast.NodeVisitor):
    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.faults: list[Fault] = []
        self.function = 0
        self.starts = [0]
        for line in text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.lines = text.splitlines()

    def place(self, line: int, column: int) -> int:
        """Return the character at ``line`` and ``column``, which the parser counts in bytes."""
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def add(self, kind: str, nodes: list[ast.AST], new: str) -> None:
        first, last = nodes[0], nodes[-1]
        start = self.place(first.lineno, first.col_offset)  # type: ignore[attr-defined]
        end = self.place(last.end_lineno, last.end_col_offset)  # type: ignore[attr-defined]
        self.faults.append(Fault(self.path, first.lineno, kind, start, end, new, self.function))  # type: ignore[attr-defined]

    def replace(self, kind: str, node: ast.expr, new: ast.expr) -> None:
        self.add(
            kind, [node], f"({ast.unparse(new)})" if not isinstance(new, ast.Constant | ast.Name) else ast.unparse(new)
        )

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.TypeAlias) or (
            isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        ):
            return
        if isinstance(node, ast.If) and ast.unparse(node.test).startswith("__name__ =="):
            return
        super().visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        if node.name in SILENT:
            return
        outer, self.function = self.function, min([node.lineno, *(one.lineno for one in node.decorator_list)])
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        self.body(node.body)  # neither annotations nor decorators
        self.function = outer

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_Module(self, node: ast.Module | ast.ClassDef) -> None:
        self.body(node.body)

    visit_ClassDef = visit_Module  # noqa: N815

    def body(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
                self.visit(statement)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if not any(name.startswith("__") or is_duration(name) for name in names):
            self.visit(node.value)

    def visit_If(self, node: ast.If | ast.While) -> None:
        self.negate(node.test)
        if isinstance(node, ast.If):
            self.add("removed branch", list(node.body), "pass")
            if node.orelse and not self.is_elif(node):
                self.add("removed else", list(node.orelse), "pass")
        self.generic_visit(node)

    visit_While = visit_If  # noqa: N815

    def is_elif(self, node: ast.If) -> bool:
        first = node.orelse[0]
        return isinstance(first, ast.If) and self.lines[first.lineno - 1].strip().startswith("elif")

    def visit_Return(self, node: ast.Return) -> None:
        if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self.replace("dropped return value", node.value, ast.Constant(None))
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self.add("dropped call", [node], "pass")
        elif isinstance(node.value, ast.Yield):
            self.add("dropped yield", [node], "if False: yield")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if type(node.op) in SUMS and not any(isinstance(n, ast.JoinedStr) or is_text(n) for n in ast.walk(node)):
            self.add("sum", [node], ast.unparse(ast.AugAssign(node.target, SUMS[type(node.op)](), node.value)))
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        self.add("dropped continue", [node], "pass")

    def negate(self, test: ast.expr) -> None:
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            self.replace("negation", test, test.operand)
        else:
            self.replace("negation", test, ast.UnaryOp(ast.Not(), test))

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.negate(node.test)
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        for place, op in enumerate(node.ops):
            if type(op) in FLIPS:
                new = copy.deepcopy(node)
                new.ops[place] = FLIPS[type(op)]()
                self.replace("comparison", node, new)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        new = copy.deepcopy(node)
        new.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        self.replace("and/or", node, new)
        for place in range(len(node.values)):
            values = node.values[:place] + node.values[place + 1 :]
            self.replace("dropped condition", node, values[0] if len(values) == 1 else ast.BoolOp(node.op, values))
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if type(node.op) in SUMS and not any(isinstance(n, ast.JoinedStr) or is_text(n) for n in ast.walk(node)):
            self.replace("sum", node, ast.BinOp(node.left, SUMS[type(node.op)](), node.right))
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self.replace("dropped condition", test, ast.Constant(True))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if len(node.args) > 1 and not any(isinstance(one, ast.Starred) for one in node.args[:2]):
            new = copy.copy(node)
            new.args = [node.args[1], node.args[0], *node.args[2:]]
            self.replace("swapped arguments", node, new)
        for keyword in node.keywords:
            if keyword.arg and keyword.arg not in EQUIVALENT:
                new = copy.copy(node)
                new.keywords = [one for one in node.keywords if one is not keyword]
                self.replace("dropped argument", node, new)
        self.visit(node.func)
        for one in [*node.args, *(keyword for keyword in node.keywords if keyword.arg not in EQUIVALENT | RANK)]:
            self.visit(one)

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            self.replace("constant", node, ast.Constant(not value))
        elif isinstance(value, int):
            self.replace("off by one", node, ast.Constant(other_number(value)))
        elif isinstance(value, float):
            self.replace("constant", node, ast.Constant(value * 2 + 1))
        elif is_text(node) and value.lower() not in {"utf-8", "utf8"}:
            self.replace("text", node, ast.Constant(misspelled(value)))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        for place, part in enumerate(node.values):
            if is_text(part):
                new = copy.deepcopy(node)
                new.values[place] = ast.Constant(misspelled(part.value))  # type: ignore[attr-defined]
                self.add("text", [node], ast.unparse(new))
            elif isinstance(part, ast.FormattedValue):
                self.visit(part.value)
