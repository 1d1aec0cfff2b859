"""What a scope binds, and what it does to what it has: changes in place, calls for an effect."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

Chain = tuple[str, ...]  # np.random.seed → ("np", "random", "seed")
# Methods that leave their object as it was, in a line that is there to be looked at.
_LOOKS = frozenset(
    re.findall(
        r"\w+",
        """
    all any copy corr count describe endswith format get groupby head index info items join keys
    lower max mean median min nunique parameters sample show split startswith state_dict std strip
    sum summary tail tolist unique upper value_counts values var
""",
    )
)


@dataclass(frozen=True)
class BareCall:
    """A call whose value is dropped: `rng.shuffle(x)` has the chain (rng, shuffle).

    `is_method` if it is called on what the root names; `looks` if it is known to change nothing.
    """

    chain: Chain
    arguments: frozenset[str]
    is_method: bool

    @property
    def looks(self) -> bool:
        """Whether the object that it is called on stays as it was."""
        return self.chain[-1] in _LOOKS


def chain(node: ast.AST) -> Chain | None:
    """The names from a root through its attributes; calls and items on the way are passed over."""
    attributes: list[str] = []
    while True:
        match node:
            case ast.Name(id=name):
                return (name, *reversed(attributes))
            case ast.Attribute(value=value, attr=attribute):
                attributes.append(attribute)
                node = value
            case ast.Call(func=value) | ast.Subscript(value=value) | ast.Await(value=value):
                node = value
            case ast.Starred(value=value):
                node = value
            case _:
                return None


@dataclass
class Bound:
    """What one scope binds. `altered` are the roots of what it assigns into (`a.b[0] = 1` → a);
    `values` are names, each with what it is taken from (`fig = plt.figure()`)."""

    names: set[str] = field(default_factory=set)
    imports: dict[str, str] = field(default_factory=dict)  # name → dotted module or member
    stars: set[str] = field(default_factory=set)  # modules of `from … import *`
    deletes: set[str] = field(default_factory=set)
    altered: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    bare_calls: list[BareCall] = field(default_factory=list)
    values: list[tuple[frozenset[str], Chain]] = field(default_factory=list)


def bound(nodes: Sequence[ast.AST]) -> Bound:
    """What these nodes bind in their scope, without the scopes inside it."""
    visitor = _Bindings()
    for node in nodes:
        visitor.visit(node)
    return visitor.found


class _Bindings(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found = Bound()

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.found.names.add(node.id)
        elif isinstance(node.ctx, ast.Del):
            self.found.deletes.add(node.id)

    def _definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        self.found.names.add(node.name)

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _definition  # noqa: N815

    def _other_scope(self, node: ast.AST) -> None:
        """Nothing in it is bound here."""

    visit_Lambda = _other_scope  # noqa: N815

    def _comprehension(self, node: ast.AST) -> None:
        for inner in ast.walk(node):
            if isinstance(inner, ast.NamedExpr):
                self.visit(inner.target)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension  # noqa: N815

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            root = alias.name.split(".")[0]
            self._imported(alias.asname or root, alias.name if alias.asname else root)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                self.found.stars.add(module)
            else:
                self._imported(alias.asname or alias.name, f"{module}.{alias.name}")

    def _imported(self, name: str, module: str) -> None:
        self.found.names.add(name)
        self.found.imports[name] = module

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.found.names.add(node.name)
        self.generic_visit(node)

    def _captured(self, node: ast.MatchAs | ast.MatchStar | ast.MatchMapping) -> None:
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name:
            self.found.names.add(name)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_MatchMapping = _captured  # noqa: N815

    def visit_Global(self, node: ast.Global) -> None:
        self.found.globals.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.found.nonlocals.update(node.names)

    def _part(self, node: ast.Attribute | ast.Subscript) -> None:
        whole = chain(node)
        if whole and not isinstance(node.ctx, ast.Load):
            self.found.altered.add(whole[0])
        self.generic_visit(node)

    visit_Attribute = visit_Subscript = _part  # noqa: N815

    def visit_Assign(self, node: ast.Assign) -> None:
        self._valued(node, node.targets, node.value)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._valued(node, [node.target], node.iter)

    visit_AsyncFor = visit_For  # noqa: N815

    def visit_Expr(self, node: ast.Expr) -> None:
        call = node.value.value if isinstance(node.value, ast.Await) else node.value
        if isinstance(call, ast.Call):
            values = [*call.args, *(keyword.value for keyword in call.keywords)]
            arguments = frozenset(whole[0] for value in values if (whole := chain(value)))
            whole = chain(call.func) or ("",)
            self.found.bare_calls.append(
                BareCall(whole, arguments, isinstance(call.func, ast.Attribute))
            )
        self.generic_visit(node)

    def _valued(self, node: ast.stmt, targets: list[ast.expr], value: ast.expr) -> None:
        names = {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        sources = [value, *(value.args if isinstance(value, ast.Call) else [])]
        chains = [whole for source in sources if (whole := chain(source))]
        self.found.values += [(frozenset(names), whole) for whole in chains]
        self.generic_visit(node)
