"""Which statements of a notebook are graded: definitions, and of the rest what these need."""

from __future__ import annotations

import ast
import builtins
import symtable
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

# For pictures and for the notebook itself: no grader has them, no graded function needs them.
LEFT_OUT = {"matplotlib", "seaborn", "plotly", "IPython", "ipywidgets", "google", "tqdm"}
LEFT_OUT |= {"otter", "nbgrader", "autograder"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
LOOPS = (ast.For, ast.While)
TYPE = getattr(ast, "TypeAlias", ast.Assign)  # of Python 3.12: `type Number = int | float`
# What Python calls the functions that it makes of these, and runs where they stand.
RUN_AT_ONCE = {"listcomp", "setcomp", "dictcomp", "genexpr"}
BUILTINS = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__"}


@dataclass
class Statement:
    """One statement at a cell's top level, and whether it is graded."""

    node: ast.stmt
    first: int  # its first line, decorators included
    lines: list[str]
    binds: frozenset[str]
    needs: frozenset[str]  # names that it reads, now or when it is called
    at_once: frozenset[str]  # those that must be there when it is run
    changes: frozenset[str] = frozenset()  # names of what it fills or alters, and makes no new
    keep: bool = False


@dataclass
class Cell:
    """One code cell, counted from 1 among the code cells."""

    number: int
    lines: list[str]
    statements: list[Statement] = field(default_factory=list)
    error: str = ""
    error_line: int = 1


def is_definition(node: ast.stmt) -> bool:
    """A function, a class, or a function written as `name = lambda …`."""
    return isinstance(node, DEFINITIONS) or (
        isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda)
    )


def statements_of(body: Sequence[ast.stmt], lines: list[str]) -> Iterator[Statement]:
    """What each statement makes and needs, as Python's own tables of names say it."""
    edges = Counter(n for node in body for n in {node.lineno, node.end_lineno or node.lineno})
    for node in body:
        first = min([node.lineno, *(m.lineno for m in getattr(node, "decorator_list", []))])
        last = node.end_lineno or node.lineno
        own = lines[first - 1 : last]
        if edges[node.lineno] > 1 or edges[last] > 1:  # `import x; print(x)`
            own = (ast.get_source_segment("\n".join(lines), node) or "").split("\n")
        table = symtable.symtable("\n".join(own), "cell", "exec")
        found = table.get_symbols()
        binds = frozenset(s.get_name() for s in found if s.is_assigned() or s.is_imported())
        needs = at_once = frozenset(_read(table, bodies=True))
        if is_definition(node):
            needs, at_once = needs - binds, frozenset(_read(table, bodies=False))
        elif isinstance(node, IMPORTS) and any(alias.name == "*" for alias in node.names):
            binds = frozenset("*")
        yield Statement(node, first, own, binds, needs, at_once, _changed(node))


def _read(table: symtable.SymbolTable, bodies: bool) -> Iterator[str]:
    """Names taken from outside of a statement; without `bodies` only what its own run needs."""
    for symbol in table.get_symbols():
        if symbol.is_global() and (symbol.is_referenced() or symbol.is_declared_global()):
            yield symbol.get_name()
    for inner in table.get_children():
        if bodies or inner.get_type() != "function" or inner.get_name() in RUN_AT_ONCE:
            yield from _read(inner, bodies)


def _changed(node: ast.stmt) -> frozenset[str]:
    """What `TABLE[0] = 1`, `TABLE.append(1)`, or a block of nothing else works on."""
    if isinstance(node, (ast.For, ast.With)):
        inner = [_changed(each) for each in node.body]
        return frozenset().union(*inner) if all(inner) else frozenset()
    if isinstance(node, ast.Assign):
        places: list[ast.expr] = node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        places = [node.target]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        places = [node.value.func]
    else:
        return frozenset()
    inside = all(isinstance(place, (ast.Attribute, ast.Subscript)) for place in places)
    return frozenset(filter(None, map(_root, places))) if inside else frozenset()


def _root(place: ast.expr) -> str:
    """The name that `name.a[0].b` begins with."""
    while isinstance(place, (ast.Attribute, ast.Subscript)):
        place = place.value
    return place.id if isinstance(place, ast.Name) else ""


def choose(cells: Sequence[Cell], asked: frozenset[str] = frozenset()) -> None:
    """Mark what is graded: definitions, and of the rest only what these need.

    A name that is `asked` for may be a value, where nothing but a stub defines it:
    `twice = partial(mul, 2)`; or another name of a function: `twice = double`.
    """
    statements = [s for cell in cells for s in cell.statements]
    own: set[str] = set()
    stubs: set[str] = set()
    needed: set[str] = set()
    for each in statements:
        if is_definition(each.node):
            each.keep = True
            own |= each.binds
            stubs = stubs | each.binds if _is_stub(each.node) else stubs - each.binds
            needed |= each.needs
    renamed = {n for s in statements if _names_of_function(s.node, own) for n in s.binds}
    answers = set(asked - own) | (asked & (stubs | renamed))
    needed |= answers
    made = set(own)
    values = [
        s for s in statements if not s.keep and (s.changes or (s.binds and _is_value(s.node)))
    ]
    grown = True
    while grown:
        grown = False
        for each in values:
            answer = bool(each.binds & answers)
            if each.binds & asked - answers:  # `accuracy = 0.93`, behind the function
                continue
            if not each.keep and (answer or _is_wanted(each, own, needed, made)):
                each.keep = grown = True
                needed |= each.needs
                made |= each.binds
                answers |= each.needs if answer else set()
    for each in statements:
        if isinstance(each.node, IMPORTS):
            each.keep = _has_use(each.node, each.binds, needed)
    _drop_the_homeless(values, statements)


def _is_wanted(each: Statement, own: set[str], needed: set[str], made: set[str]) -> bool:
    """Whether a graded function needs a value, and no function of the student's works for it."""
    if not isinstance(each.node, (ast.Try, ast.If)) and _called(each.node) & own:
        return False
    if each.changes:  # of a list that nobody needs, filling it may take a minute
        return each.changes <= own | (made & needed)
    # A constant, numbers and texts alone, may as well stay.
    alone = not each.needs and not isinstance(each.node, LOOPS)
    return alone or bool(each.binds & needed)


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _called(node: ast.AST) -> set[str]:
    called = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
    return {name for function in called for name in _names(function)}


def _is_stub(node: ast.stmt) -> bool:
    """A function that is to be written still."""
    if not isinstance(node, ast.FunctionDef):
        return False
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (
        len(body) == 1
        and isinstance(body[0], ast.Raise)
        and "NotImplementedError" in _names(body[0])
    )


def _names_of_function(node: ast.stmt, own: set[str]) -> bool:
    """`relu = my_relu`: another name of a function of the student's."""
    return (
        isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and (node.value.id in own)
    )


def _is_value(node: ast.stmt) -> bool:
    """An assignment, also in a block of nothing else, or a guarded import."""
    simple: tuple[type[ast.stmt], ...] = (ast.Assign, ast.Pass, ast.FunctionDef)
    changing = (ast.AnnAssign, ast.AugAssign)
    if isinstance(node, (ast.With, *LOOPS)):
        inner = [*node.body, *getattr(node, "orelse", ())]
        return all(isinstance(each, (*simple, *changing)) for each in inner)
    if isinstance(node, (ast.Try, ast.If)):
        inner = [*node.body, *node.orelse]
        if isinstance(node, ast.Try):
            inner += [*node.finalbody, *(s for handler in node.handlers for s in handler.body)]
        guard = isinstance(node, ast.If) and "__name__" in _names(node.test)
        return not guard and all(isinstance(each, (*simple, *IMPORTS)) for each in inner)
    return isinstance(node, (ast.Assign, *changing, TYPE))


def _has_use(node: ast.Import | ast.ImportFrom, binds: frozenset[str], needed: set[str]) -> bool:
    """Whether a grader has what is imported, and a graded function needs it."""
    if isinstance(node, ast.Import):
        names, always = [alias.name for alias in node.names], False
    else:
        names, always = [node.module or ""], "*" in binds or node.module == "__future__"
    left_out = any(name.partition(".")[0] in LEFT_OUT for name in names)
    return not left_out and (always or bool(needed & binds))


def _drop_the_homeless(values: Sequence[Statement], statements: Sequence[Statement]) -> None:
    """A value made of something that is not graded cannot be made here."""
    if any("*" in each.binds for each in statements if each.keep):
        return
    shrunk = True
    while shrunk:
        bound = BUILTINS | {name for each in statements if each.keep for name in each.binds}
        shrunk = False
        for each in values:
            if each.keep and not each.at_once <= bound:
                each.keep, shrunk = False, True


def in_order(cells: Sequence[Cell]) -> list[Cell]:
    """The cells as they stand, but none before the one that makes what it needs at once."""
    waiting = list(cells)
    ordered: list[Cell] = []
    bound: set[str] = set(BUILTINS)
    later = {n for cell in cells for s in cell.statements if s.keep for n in s.binds}
    while waiting:
        chosen = next((cell for cell in waiting if not _missing(cell, bound, later)), waiting[0])
        waiting.remove(chosen)
        ordered.append(chosen)
        bound |= {name for s in chosen.statements if s.keep for name in s.binds}
    return ordered


def _missing(cell: Cell, bound: Iterable[str], later: set[str]) -> bool:
    """Whether the cell reads at once what only another cell will make."""
    here = set(bound)
    for statement in cell.statements:
        if statement.keep:
            if (statement.at_once & later) - here:
                return True
            here |= statement.binds
    return False
