"""Which names of the notebook's namespace a statement reads, and when."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from grader.planning.scope_bindings import Bound, Chain, bound


@dataclass
class Read:
    """Which names of the notebook's namespace a statement reads, and when.

    `now` while it runs, unless it has bound them itself by then; `later` when functions run that it
    defines; `mentions` in annotations and default values. `called` is the part of `now` that may
    be executed: called, or handed to a call.
    """

    now: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    mentions: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    chains: set[Chain] = field(default_factory=set)
    later_chains: set[Chain] = field(default_factory=set)
    walrus: set[str] = field(default_factory=set)  # bound inside a comprehension
    globals_bound: set[str] = field(default_factory=set)  # by functions that declare them


def reads(node: ast.AST) -> Read:
    """What a top-level statement reads."""
    visitor = _Reads()
    visitor.visit(node)
    return visitor.found


@dataclass(frozen=True)
class _Scope:
    local: frozenset[str]
    declared_global: frozenset[str] = frozenset()
    is_class: bool = False
    is_comprehension: bool = False


class _Reads(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found = Read()
        self._scopes: list[_Scope] = []
        self._set_here: set[str] = set()  # by this very statement, so far
        self._in_function = self._in_call = self._in_mention = False

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._read((node.id,))
        else:
            self._set(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        parts: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            parts.append(inner.attr)
            inner = inner.value
        if isinstance(inner, ast.Name):
            self._read((inner.id, *reversed(parts)))
        else:
            self.visit(inner)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._read((node.target.id,))
        self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        if all(scope.is_comprehension for scope in self._scopes):
            self.found.walrus.add(node.target.id)
        self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._each([node.value, *node.targets])

    def visit_If(self, node: ast.If | ast.While) -> None:
        self.visit(node.test)
        self._branch(node.body)
        self._branch(node.orelse)

    visit_While = visit_If  # noqa: N815

    def visit_Try(self, node: ast.Try) -> None:
        self._branch([*node.body, *node.orelse])
        for handler in node.handlers:
            name = [ast.Name(handler.name, ast.Store())] if handler.name else []
            self._branch([*([handler.type] if handler.type else []), *name, *handler.body])
        self._each(node.finalbody)

    def visit_match_case(self, node: ast.match_case) -> None:
        self._branch([node.pattern, *([node.guard] if node.guard else []), *node.body])

    def visit_Call(self, node: ast.Call) -> None:
        self._with("_in_call", [node.func, *node.args, *node.keywords])

    def visit_With(self, node: ast.With | ast.AsyncWith) -> None:
        self._with("_in_call", node.items)
        self._each(node.body)

    visit_AsyncWith = visit_With  # noqa: N815

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._with("_in_call", [node.iter])
        self._branch([node.target, *node.body])
        self._branch(node.orelse)

    visit_AsyncFor = visit_For  # noqa: N815

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if not self._in_function:
            self._with("_in_mention", [node.annotation])
        self._each([*([node.value] if node.value else []), node.target])

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._with("_in_call", node.decorator_list)
        self._with("_in_mention", [*_defaults(node.args), *_annotations(node)])
        self._set(node.name)
        self._body(node.args, node.body)

    visit_FunctionDef = visit_AsyncFunctionDef = _function  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._each(_defaults(node.args))
        self._body(node.args, [node.body], may_run=self._in_call and not self._in_function)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._with("_in_call", [*node.decorator_list, *node.bases, *node.keywords])
        self._scope(bound(node.body), is_class=True)
        self._each(node.body)
        self._scopes.pop()
        self._set(node.name)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        self._set(*bound([node]).names)

    visit_ImportFrom = visit_Import  # noqa: N815

    def _comprehension(self, node: ast.expr) -> None:
        generators: list[ast.comprehension] = node.generators  # type: ignore[attr-defined]
        self.visit(generators[0].iter)
        targets = bound([generator.target for generator in generators])
        self._scopes.append(_Scope(frozenset(targets.names), is_comprehension=True))
        for generator in generators:
            self._each([generator.target, *generator.ifs])
            if generator is not generators[0]:
                self.visit(generator.iter)
        self._each(
            [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]  # type: ignore[attr-defined]
        )
        self._scopes.pop()

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension  # noqa: N815

    def _read(self, whole: Chain) -> None:
        name, found = whole[0], self.found
        if not self._is_global(name):
            return
        if self._in_function:
            found.later.add(name)
            found.later_chains.add(whole)
            return
        found.chains.add(whole)
        if name in self._set_here:
            return
        (found.mentions if self._in_mention else found.now).add(name)
        if self._in_call:
            found.called.add(name)

    def _set(self, *names: str) -> None:
        if not self._scopes:
            self._set_here.update(names)

    def _is_global(self, name: str) -> bool:
        for depth, scope in enumerate(reversed(self._scopes)):
            if scope.is_class and depth:
                continue  # methods do not see the names of their class
            if name in scope.declared_global:
                return True
            if name in scope.local:
                return False
        return True

    def _scope(self, inner: Bound, *more: str, is_class: bool = False) -> None:
        local = (inner.names | inner.deletes | set(more)) - inner.globals - inner.nonlocals
        self.found.globals_bound |= inner.globals & inner.names
        self._scopes.append(_Scope(frozenset(local), frozenset(inner.globals), is_class))

    def _body(self, args: ast.arguments, body: Sequence[ast.AST], may_run: bool = False) -> None:
        outside = self._in_function, self._in_mention
        self._scope(bound(body), *_parameters(args))
        self._in_function, self._in_mention = self._in_function or not may_run, False
        self._each(body)
        self._in_function, self._in_mention = outside
        self._scopes.pop()

    def _with(self, state: str, nodes: Sequence[ast.AST]) -> None:
        outside = getattr(self, state)
        setattr(self, state, True)
        self._each(nodes)
        setattr(self, state, outside)

    def _branch(self, nodes: Sequence[ast.AST]) -> None:
        """What these bind is not sure to be bound behind them."""
        before = set(self._set_here)
        self._each(nodes)
        self._set_here = before

    def _each(self, nodes: Sequence[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)


def _parameters(args: ast.arguments) -> list[str]:
    several = [arg for arg in (args.vararg, args.kwarg) if arg]
    return [arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs, *several)]


def _defaults(args: ast.arguments) -> Sequence[ast.AST]:
    return [default for default in (*args.defaults, *args.kw_defaults) if default]


def _annotations(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Sequence[ast.AST]:
    args = node.args
    several = [arg for arg in (args.vararg, args.kwarg) if arg]
    every = (*args.posonlyargs, *args.args, *args.kwonlyargs, *several)
    return [a for a in (*(arg.annotation for arg in every), node.returns) if a]
